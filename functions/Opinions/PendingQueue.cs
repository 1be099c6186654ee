using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Hints about pending rows. The rows are the truth; an instance gathers the opinions it has
/// taken in and sends them along once a second, so an intake itself costs no queue call.
/// </summary>
public sealed class PendingQueue(QueueServiceClient service, ILogger<PendingQueue> log) : BackgroundService
{
    public const string QueueName = "opinions-pending";

    /// <summary>About 25 KB of a message's 48, and the work of seconds.</summary>
    private const int OpinionsPerHint = 200;

    /// <summary>More in one second is a rush: what follows then waits, so that storage serves the pushes first.</summary>
    private const int Rush = 50;
    private static readonly TimeSpan RushDelay = TimeSpan.FromSeconds(10);

    /// <summary>While the queue is away no more than this many wait; the sweep finds the rest.</summary>
    private const int MostWaiting = 20_000;

    private readonly QueueClient queue = service.GetQueueClient(QueueName);
    private readonly ConcurrentQueue<PendingOpinion> arrived = new();

    /// <summary>The next hint tells of this opinion, unless its sender is not known.</summary>
    public void Touch(Opinion opinion)
    {
        if (PendingOpinion.Of(opinion) is { } pending && arrived.Count < MostWaiting) arrived.Enqueue(pending);
    }

    /// <summary>Sends hints to look through stations; used for all of them by the sweep.</summary>
    public async Task SendAsync(IEnumerable<string> stations, int perHint, CancellationToken cancel)
    {
        foreach (var some in stations.Chunk(perHint)) await SendAsync(new PendingHint(some, []), TimeSpan.Zero, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await second.WaitForNextTickAsync(stopping)) await FlushAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        var all = Take();
        var delay = all.Length > Rush ? RushDelay : TimeSpan.Zero;
        for (var sent = 0; sent < all.Length; sent += OpinionsPerHint)
        {
            try
            {
                await SendAsync(new PendingHint([], all[sent..Math.Min(sent + OpinionsPerHint, all.Length)]), delay, cancel);
            }
            // Whatever it was, the loop must live: a silent queue may end a call as cancelled, and a fault that left here would end the worker.
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                foreach (var opinion in all[sent..]) arrived.Enqueue(opinion);
                log.LogWarning("Hints for {Count} opinions wait: the queue does not answer", arrived.Count);
                return;
            }
        }
    }

    /// <summary>All that have arrived, those of a station together: their pending rows then go in few storage calls.</summary>
    private PendingOpinion[] Take()
    {
        var all = new List<PendingOpinion>();
        while (arrived.TryDequeue(out var opinion)) all.Add(opinion);
        return [.. all.OrderBy(opinion => opinion.Number, StringComparer.Ordinal)];
    }

    private Task SendAsync(PendingHint hint, TimeSpan delay, CancellationToken cancel) =>
        queue.SendMessageAsync(JsonSerializer.Serialize(hint, Json.Options), delay, cancellationToken: cancel);
}
