using Azure.Storage.Queues;

namespace Serverless.Health;

/// <summary>Whether queues answer.</summary>
public sealed class HealthQueue(QueueServiceClient queues)
{
    /// <summary>Asks for one queue's name.</summary>
    /// <exception cref="Exception">They do not.</exception>
    public async Task AskAsync(CancellationToken cancel)
    {
        await foreach (var _ in queues.GetQueuesAsync(cancellationToken: cancel).AsPages(pageSizeHint: 1)) return;
    }
}
