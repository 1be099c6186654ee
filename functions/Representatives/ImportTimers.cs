using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>The heartbeat of imports.</summary>
public sealed class ImportTimers(FinishImportsHandler imports, StationClock clock)
{
    /// <summary>Every ten minutes: does what a crash has left of an import of stations or people.</summary>
    [Function("FinishImports")]
    public Task Finish([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancel) => imports.FinishAsync(new Call(Caller.Service, clock.Now), cancel);
}
