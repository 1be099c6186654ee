using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Local;

/// <summary>Runs timer and queue functions: a scope each, the time limit of host.json, one line of output.</summary>
/// <param name="ending">Tells running functions to end, after a stop has waited long enough.</param>
internal sealed class FunctionRunner(IServiceProvider services, WorkerPipeline pipeline, TimeSpan limit, HostOutput output, CancellationToken ending)
{
    /// <summary>Runs a function to its end; the fault it failed with, or null.</summary>
    public async Task<Exception?> RunAsync(FunctionEntry function, Func<IServiceProvider, CancellationToken, LocalContext> context)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? fault = null;
        try
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(ending);
            cancel.CancelAfter(limit);
            await using var scope = services.CreateAsyncScope();
            await pipeline.RunAsync(context(scope.ServiceProvider, cancel.Token));
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }
        if (ending.IsCancellationRequested && fault is OperationCanceledException) output.Note(function, "was told to end");
        else output.Ran(function, Stopwatch.GetElapsedTime(started), fault);
        return fault;
    }
}
