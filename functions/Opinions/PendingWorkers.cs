using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Does what follows an opinion's arrival: it enters its sender's own list.</summary>
public sealed class PendingWorkers(OpinionTable opinions, SenderTable senders, PendingQueue queue, ILogger<PendingWorkers> log)
{
    // Few at once: a citizen's own list may wait, the next citizen's push must not.
    private const int AtOnce = 2;

    [Function("IndexOpinions")]
    public async Task Index([QueueTrigger(PendingQueue.QueueName)] QueueMessage message, CancellationToken cancel)
    {
        if (!queue.TryTakeTurn(Stations(message))) return;
        try
        {
            await Parallel.ForEachAsync(Stations(message), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, IndexStationAsync);
        }
        finally
        {
            queue.EndTurn();
        }
    }

    /// <summary>A hint that failed for good loses nothing, since the rows stay and the next sweep finds them; but somebody must look why.</summary>
    [Function("IndexOpinionsPoison")]
    public void Poison([QueueTrigger(PendingQueue.QueueName + "-poison")] QueueMessage message) =>
        log.LogError(new EventId(1, "Poison"), "Hint {MessageId} of {Queue} failed for good", message.MessageId, PendingQueue.QueueName);

    internal async ValueTask IndexStationAsync(string stationId, CancellationToken cancel)
    {
        var pending = await opinions.PendingAsync(stationId, cancel);
        foreach (var opinion in pending) await senders.IndexAsync(opinion, cancel);
        await opinions.SettleAsync(stationId, pending, cancel);
    }

    private static IReadOnlyList<string> Stations(QueueMessage message) =>
        JsonSerializer.Deserialize<PendingQueue.Hint>(message.MessageText, Json.Options)!.Stations;
}
