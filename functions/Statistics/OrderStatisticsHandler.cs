using Serverless.Access;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>The answer to a request to count a quarter anew.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Stations">Of how many stations it will be counted.</param>
public sealed record RefreshAccepted(Quarter Quarter, int Stations);

/// <summary>Has quarters counted anew. Storage calls: one for each 1,000 stations and one for each <see cref="RefreshOrder.MostStations"/> of them and quarter.</summary>
public sealed class OrderStatisticsHandler(
    StationTable stations, StatisticsTable statistics, OccasionTable occasions, ReceptionCalendar calendar, RefreshStatisticsQueue queue, ReportFreeze freeze, RepeatTable repeats)
{
    /// <summary>One quarter of the stations within the caller's reach.</summary>
    public Task<Outcome<RefreshAccepted>> OrderAsync(Call call, Quarter quarter, CancellationToken cancel) =>
        repeats.OnceAsync<RefreshAccepted>(call.Repeat, async () => await SendAsync(call, quarter, cancel), cancel);

    /// <summary>
    /// Every station's quarters whose figures may still change, and of the last quarter, once its reports are to be final, the
    /// stations whose report is not or does not say any more what was decided. Two more storage calls for each 1,000 stations then.
    /// </summary>
    public async Task OrderOpenAsync(Call call, CancellationToken cancel)
    {
        var all = await stations.AllAsync(cancel);
        foreach (var quarter in freeze.Open(call.Today)) await queue.SendAsync(RefreshOrder.Split(quarter, all), cancel);
        var last = Quarter.Of(call.Today).Previous;
        if (freeze.IsFrozen(last, call.Today)) await queue.SendAsync(RefreshOrder.Split(last, await OutdatedAsync(last, all, call.Today, cancel)), cancel);
    }

    /// <summary>
    /// Compared by receptions alone, without counting: opinions count by the day in their number and by when they were moved, both
    /// past by then, so what staff note late of a reception is what still changes. An older quarter is counted when asked for.
    /// </summary>
    private async Task<List<Station>> OutdatedAsync(Quarter quarter, List<Station> all, DateOnly today, CancellationToken cancel)
    {
        var reports = (await statistics.QuarterAsync(quarter, cancel)).ToDictionary(row => row.Value.StationId!.Value, row => row.Value);
        var (days, decided) = (calendar.InQuarter(quarter).ToList(), await occasions.BetweenAsync(quarter.First, quarter.Last, cancel));
        return all.FindAll(station =>
            !reports.TryGetValue(station.StationId, out var report) || !report.IsFinal(freeze)
            || Figures.Differs(report, new QuarterFacts(quarter, today) { Receptions = QuarterFacts.ReceptionsOf(station.StationId, station.Opening, days, calendar.Rules, decided) }));
    }

    private async Task<RefreshAccepted> SendAsync(Call call, Quarter quarter, CancellationToken cancel)
    {
        var filter = call.Caller.StationFilter;
        var within = (await stations.AllAsync(cancel)).FindAll(station => filter.Takes(station.StationId, station.Street));
        await queue.SendAsync(RefreshOrder.Split(quarter, within), cancel);
        return new RefreshAccepted(quarter, within.Count);
    }
}
