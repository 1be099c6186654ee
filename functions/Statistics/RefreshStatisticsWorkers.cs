using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Serves the orders to count.</summary>
public sealed class RefreshStatisticsWorkers(CountStatisticsHandler count, StationClock clock, ILogger<RefreshStatisticsWorkers> log)
{
    /// <summary>Counts the quarter of up to eight stations.</summary>
    [Function("CountStatistics")]
    public Task Count([QueueTrigger(RefreshStatisticsQueue.QueueName)] string body, CancellationToken cancel) =>
        count.CountAsync(new Call(Caller.Service, clock.Now), RefreshOrder.Read(body), cancel);

    /// <summary>Reports an order that failed for good; it loses nothing, since the next hour sends another.</summary>
    [Function("BuryStatistics")]
    public void Bury([QueueTrigger(RefreshStatisticsQueue.Poison)] QueueMessage message) =>
        log.LogError(new EventId(1, "Poison"), "Message {MessageId} of {Queue} failed for good", message.MessageId, RefreshStatisticsQueue.QueueName);
}
