using Microsoft.Azure.Functions.Worker;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Has the quarters whose figures may still change counted every hour.</summary>
public sealed class RefreshStatisticsTimers(StationTable stations, RefreshStatisticsQueue queue, ReportFreeze freeze, StationClock clock)
{
    /// <summary>Hourly: orders the running quarter, and the one before until it is final.</summary>
    // Not on the hour, when everybody's timers run.
    [Function("RefreshStatistics")]
    public async Task Refresh([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var all = await stations.AllAsync(cancel);
        foreach (var quarter in freeze.Open(clock.Today)) await queue.SendAsync(RefreshOrder.Split(quarter, all), cancel);
    }
}
