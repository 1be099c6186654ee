using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>The answer to a request to count a quarter anew.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Stations">Of how many stations it will be counted.</param>
public sealed record RefreshAccepted(Quarter Quarter, int Stations);

/// <summary>Has quarters counted anew. Storage calls: one for each 1,000 stations and one for each <see cref="RefreshOrder.MostStations"/> of them and quarter.</summary>
public sealed class OrderStatisticsHandler(StationTable stations, RefreshStatisticsQueue queue, ReportFreeze freeze, RepeatTable repeats)
{
    /// <summary>One quarter of the stations within the caller's reach.</summary>
    public Task<Outcome<RefreshAccepted>> OrderAsync(Call call, Quarter quarter, CancellationToken cancel) =>
        repeats.OnceAsync<RefreshAccepted>(call.Repeat, async () => await SendAsync(call, quarter, cancel), cancel);

    /// <summary>Every station's quarters whose figures may still change.</summary>
    public async Task OrderOpenAsync(Call call, CancellationToken cancel)
    {
        var all = await stations.AllAsync(cancel);
        foreach (var quarter in freeze.Open(call.Today)) await queue.SendAsync(RefreshOrder.Split(quarter, all), cancel);
    }

    private async Task<RefreshAccepted> SendAsync(Call call, Quarter quarter, CancellationToken cancel)
    {
        var filter = call.Caller.StationFilter;
        var within = (await stations.AllAsync(cancel)).FindAll(station => filter.Takes(station.StationId, station.Street));
        await queue.SendAsync(RefreshOrder.Split(quarter, within), cancel);
        return new RefreshAccepted(quarter, within.Count);
    }
}
