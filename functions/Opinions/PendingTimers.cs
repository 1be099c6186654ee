using Microsoft.Azure.Functions.Worker;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>Looks at every station now and then, in case a hint was lost with the instance that held it.</summary>
public sealed class PendingTimers(StationTable stations, PendingQueue queue)
{
    /// <summary>Few enough that one worker is done with a message in seconds.</summary>
    private const int StationsPerHint = 50;

    /// <summary>Every ten minutes: finds what a lost hint left behind.</summary>
    [Function("SweepOpinions")]
    public async Task Sweep([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        await queue.SendAsync(await stations.AllIdsAsync(cancel), StationsPerHint, cancel);
}
