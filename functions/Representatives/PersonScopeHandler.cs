using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>Who sees a person: whose scope one of their stations lies in. Who changes them: whose scope all of them lie in.</summary>
public sealed class PersonScopeHandler(ScopeHandler scope)
{
    public async ValueTask<bool> SeesAsync(Caller caller, Representative person, CancellationToken cancel) =>
        caller.IsDistrictWide || caller.Is(person.Id) || await scope.ReachesAnyAsync(caller, person.StationIds, cancel);

    /// <summary>Why the caller may not change the person; null when they may.</summary>
    public async ValueTask<Refusal?> HinderAsync(Caller caller, Representative person, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return null;
        if (!await SeesAsync(caller, person, cancel)) return RepresentativeRefusals.RepresentativeNotFound;
        if (person.StationIds.Count == 0) return AccessRefusals.NotAllowed.Because("这位代表不属于任何站点，请由区里修改。");
        foreach (var station in person.StationIds)
            if (!await scope.ReachesAsync(caller, station, cancel)) return AccessRefusals.NotAllowed.Because("这位代表还属于其他街道的站点，请由区里修改。");
        return null;
    }
}
