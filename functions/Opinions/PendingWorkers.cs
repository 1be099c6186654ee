using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Serverless.Opinions;

/// <summary>Does what follows an opinion's arrival: it enters its sender's own list.</summary>
public sealed class PendingWorkers(OpinionTable opinions, SenderTable senders, ILogger<PendingWorkers> log)
{
    // One hint at a time on an instance: a citizen's own list may wait, the next citizen's push must not.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Puts opinions into their senders' lists.</summary>
    [Function("IndexOpinions")]
    public async Task Index([QueueTrigger(PendingQueue.QueueName)] QueueMessage message, CancellationToken cancel)
    {
        var hint = PendingHint.Read(message.MessageText);
        await Turn.WaitAsync(cancel);
        try
        {
            await IndexAsync(hint.Opinions, cancel);
            foreach (var station in hint.Stations) await IndexStationAsync(station, cancel);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>A hint that failed for good loses nothing, since the rows stay and the next sweep finds them; but somebody must look why.</summary>
    [Function("IndexOpinionsPoison")]
    public void Poison([QueueTrigger(PendingQueue.QueueName + "-poison")] QueueMessage message) =>
        log.LogError(new EventId(1, "Poison"), "Hint {MessageId} of {Queue} failed for good", message.MessageId, PendingQueue.QueueName);

    internal async Task IndexStationAsync(string stationId, CancellationToken cancel) =>
        await IndexAsync(await opinions.PendingAsync(stationId, cancel), cancel);

    private async Task IndexAsync(IReadOnlyList<PendingOpinion> pending, CancellationToken cancel)
    {
        foreach (var own in pending.GroupBy(opinion => opinion.SenderKey)) await senders.IndexAsync(own.Key, [.. own], cancel);
        await opinions.SettleAsync(pending, cancel);
    }
}
