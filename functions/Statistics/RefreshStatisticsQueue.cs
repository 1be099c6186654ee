using Azure.Storage.Queues;

namespace Serverless.Statistics;

/// <summary>Orders to count the quarter of up to eight stations anew.</summary>
public sealed class RefreshStatisticsQueue(QueueServiceClient service)
{
    public const string QueueName = "refresh-statistics";

    public const string Poison = QueueName + "-poison";

    private const int AtOnce = 8;

    private readonly QueueClient queue = service.GetQueueClient(QueueName);

    /// <summary>Sends the orders; one storage call for each.</summary>
    public Task SendAsync(IEnumerable<RefreshOrder> orders, CancellationToken cancel) => Parallel.ForEachAsync(
        orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (order, stop) => await queue.SendMessageAsync(order.Write(), stop));
}
