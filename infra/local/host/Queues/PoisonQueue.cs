using Azure.Storage.Queues;

namespace Serverless.Local;

/// <summary>Where messages go that failed too often: <c>{queue}-poison</c>, made when it is first needed.</summary>
internal sealed class PoisonQueue(QueueServiceClient account, string queue)
{
    private const string Suffix = "-poison";
    private const int LongestName = 63;

    private readonly QueueClient target = account.GetQueueClient(queue + Suffix);

    /// <summary>A poison queue has none of its own, nor has a queue whose name leaves no room.</summary>
    public bool Exists { get; } = !queue.EndsWith(Suffix, StringComparison.Ordinal) && queue.Length + Suffix.Length <= LongestName;

    public string Name => target.Name;

    /// <param name="wireText">The text as it stood in the queue, so that it is not encoded twice.</param>
    public async Task AddAsync(string wireText)
    {
        await target.CreateIfNotExistsAsync();
        await target.SendMessageAsync(wireText);
    }
}
