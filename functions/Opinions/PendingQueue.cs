using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Queue opinions-pending: hints that stations have pending rows. The rows are the truth; an instance gathers the
/// stations it has touched and sends one hint a second for all of them, so an intake itself costs no queue call.
/// </summary>
public sealed class PendingQueue(QueueServiceClient service, ILogger<PendingQueue> log) : BackgroundService
{
    public const string QueueName = "opinions-pending";

    /// <summary>20 characters a station keep a hint of this many well under the 48 KiB of a message.</summary>
    private const int StationsPerHint = 1000;

    private readonly QueueClient queue = service.GetQueueClient(QueueName);
    private readonly ConcurrentDictionary<string, byte> touched = new();
    private int turns;

    /// <param name="Stations">The stations that may have pending rows.</param>
    public sealed record Hint(IReadOnlyList<string> Stations);

    /// <summary>The next hint names this station.</summary>
    public void Touch(string stationId) => touched.TryAdd(stationId, 0);

    /// <summary>
    /// One hint at a time is served on an instance, or under a load each second's would pile onto the last one's work.
    /// When another is, the stations are put into the next hint.
    /// </summary>
    public bool TryTakeTurn(IReadOnlyList<string> stations)
    {
        if (Interlocked.CompareExchange(ref turns, 1, 0) == 0) return true;
        foreach (var station in stations) Touch(station);
        return false;
    }

    /// <summary>The next hint may be served.</summary>
    public void EndTurn() => Volatile.Write(ref turns, 0);

    /// <summary>Sends hints for stations; used for all of them by the sweep.</summary>
    public async Task SendAsync(IEnumerable<string> stations, int perHint, CancellationToken cancel)
    {
        foreach (var some in stations.Chunk(perHint))
            await queue.SendMessageAsync(JsonSerializer.Serialize(new Hint(some), Json.Options), cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await second.WaitForNextTickAsync(stopping)) await FlushAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        if (touched.IsEmpty) return;
        var stations = touched.Keys.Where(station => touched.TryRemove(station, out _)).ToArray();
        try
        {
            await SendAsync(stations, StationsPerHint, cancel);
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // A call to a silent queue ends as cancelled too, and the loop must go on.
            foreach (var station in stations) Touch(station);
            log.LogWarning("Hints for {Count} stations wait: the queue does not answer", stations.Length);
        }
    }
}
