using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Representatives, shown and written within a caller's scope.</summary>
public sealed class RepresentativeHandler(RepresentativeTable people, StationTable stations, ScopeHandler scope)
{
    public async Task<Outcome<Tagged<Representative>>> FindAsync(Call call, PersonId id, CancellationToken cancel) =>
        await people.FindAsync(id, cancel) is var (person, tag) && await SeesAsync(call.Caller, person, cancel)
            ? new Tagged<Representative>(Shown(call, person), tag)
            : RepresentativeRefusals.RepresentativeNotFound;

    /// <summary>A station's people; the station is within the caller's scope.</summary>
    public async Task<Outcome<Listing<Representative>>> PageAsync(Call call, StationId station, PageRequest page, CancellationToken cancel)
    {
        if (await stations.FindAsync(station, cancel) is null) return StationRefusals.StationNotFound;
        var found = await people.PageOfStationAsync(station, page, cancel);
        return found with { Items = [.. found.Items.Select(person => Shown(call, person))] };
    }

    /// <summary>Enters or changes a person, all of whose stations, before and after, must be within the caller's scope.</summary>
    public async Task<Outcome<Tagged<Representative>>> PutAsync(Call call, string id, RepresentativeDraft draft, CancellationToken cancel)
    {
        if (draft.ToRepresentative(id).Refused(out var refusal, out var person)) return refusal;
        var before = await people.FindAsync(person.Id, cancel);
        if (before is var (there, _) && await HinderAsync(call.Caller, there, cancel) is { } hindrance) return hindrance;
        if (await MissingStationAsync(call.Caller, person, cancel) is { } missing) return missing;
        if (!call.IfMatchAllows(before?.Tag)) return Refusals.PreconditionFailed;
        if (await SecondHeadAsync(person, cancel) is { } second) return second;
        return (await people.PutAsync(person, before?.Tag, cancel)).Refused(out refusal, out var tag)
            ? refusal
            : new Tagged<Representative>(Shown(call, person), tag, before is null);
    }

    private async ValueTask<bool> SeesAsync(Caller caller, Representative person, CancellationToken cancel) =>
        caller.IsDistrictWide || caller.Is(person.Id) || await scope.ReachesAnyAsync(caller, person.StationIds, cancel);

    private async ValueTask<Refusal?> HinderAsync(Caller caller, Representative person, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return null;
        if (!await SeesAsync(caller, person, cancel)) return RepresentativeRefusals.RepresentativeNotFound;
        foreach (var station in person.StationIds)
            if (!await scope.ReachesAsync(caller, station, cancel)) return AccessRefusals.NotAllowed.Because("这位代表还属于其他街道的站点，请由区里修改。");
        return null;
    }

    /// <summary>A station out of the caller's scope is none to them.</summary>
    private async Task<Refusal?> MissingStationAsync(Caller caller, Representative person, CancellationToken cancel)
    {
        var errors = new FieldErrors().Require(caller.IsDistrictWide || person.StationIds.Count > 0, "stationIds", "须填写您所辖的站点。");
        foreach (var id in person.StationIds)
            errors.Require(await stations.FindAsync(id, cancel) is var (station, _) && caller.Reaches(id, station.Street), "stationIds", $"没有站点 {id}，请先建立该站点。");
        return errors.ToRefusal();
    }

    private async Task<Refusal?> SecondHeadAsync(Representative person, CancellationToken cancel) =>
        person.HeadOf is { } station ? HeadRule.Check(person, await people.OfStationAsync(station, cancel)) : null;

    private static Representative Shown(Call call, Representative person) => call.Caller.May(Permission.SeeContacts) ? person : person.WithoutContacts();
}
