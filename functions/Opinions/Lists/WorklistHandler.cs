using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>
/// The worklist (待办意见): the opinions of all stations within a caller's scope, newest or most urgent first. One storage call for
/// the stations and one for each of them, so a list over more than <see cref="Most"/> of them is to be narrowed first.
/// </summary>
public sealed class WorklistHandler(OpinionTable opinions, StationTable stations, RepresentativeTable people, HolidayCalendar holidays)
{
    /// <summary>A district has 164 stations, a street ten to forty.</summary>
    public const int Most = 500;

    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 16 };

    public async Task<Outcome<Listing<Opinion>>> ListAsync(Call call, WorklistQuery query, PageRequest page, CancellationToken cancel)
    {
        if (page.Continuation is { } token && !OpinionOrder.IsKey(query.Sort, token)) return PageRequest.ContinuationInvalid;
        var within = await StationsAsync(call.Caller, query, cancel);
        if (within.Count == 0 && query.StationId is not null) return StationRefusals.StationNotFound;
        if (within.Count == 0 && query.Street is not null) return Refusals.QueryInvalid.Because("所辖范围内没有这个街道的站点，请写街道的全名，例如“望江街道”。");
        if (within.Count > Most) return Refusals.QueryInvalid.Because($"所辖站点超过 {Most} 个，请用 street 或 station 缩小范围。");
        var filter = query.Filter.With(query.Due, call.Today, holidays);
        // What was taken up is due no more; whoever asks for a status asks for it in any order.
        if (query.Sort == OpinionSort.Due && filter.Status is null) filter = filter with { Status = OpinionStatus.Received };
        var found = new List<Opinion>[within.Count];
        await Parallel.ForAsync(0, within.Count, Together, async (i, _) => found[i] = await opinions.ListAsync(within[i], filter, query.Sort, page, cancel));
        var seen = found.SelectMany(some => some).Where(opinion => OpinionSight.Sees(call.Caller, opinion));
        var cut = OpinionOrder.Cut(query.Sort, seen, page.Continuation, page.Top);
        return cut with { Items = [.. cut.Items.Select(opinion => OpinionSight.Shown(call.Caller, opinion))] };
    }

    private async Task<IReadOnlyList<StationId>> StationsAsync(Caller caller, WorklistQuery query, CancellationToken cancel)
    {
        var own = caller.Scopes.Where(scope => scope.Kind == ScopeKind.Person).Select(scope => Identifier.Read<PersonId>(scope.Name));
        var theirs = (await Task.WhenAll(own.Select(id => people.FindAsync(id, cancel)))).SelectMany(found => found?.Person.StationIds ?? []).ToHashSet();
        var filter = caller.StationFilter;
        var all = await stations.AllAsync(cancel);
        return
        [
            .. all.Where(station => filter.Takes(station.StationId, station.Street) || theirs.Contains(station.StationId))
                .Where(station => (query.Street is null || station.Street == query.Street) && (query.StationId is null || station.StationId == query.StationId))
                .Select(station => station.StationId),
        ];
    }
}
