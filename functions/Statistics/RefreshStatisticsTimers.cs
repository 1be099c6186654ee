using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Has the quarters whose figures may still change counted every hour.</summary>
public sealed class RefreshStatisticsTimers(OrderStatisticsHandler order, StationClock clock)
{
    /// <summary>Hourly: orders the running quarter, the one before until it is final, and then what staff note of it late.</summary>
    // Not on the hour, when everybody's timers run.
    [Function("RefreshStatistics")]
    public Task Refresh([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        order.OrderOpenAsync(new Call(Caller.Service, clock.Now), cancel);
}
