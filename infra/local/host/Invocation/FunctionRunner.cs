using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Local;

/// <summary>Runs timer and queue functions: a scope each, the time limit of host.json, one line of output.</summary>
/// <param name="services">Made late: the app's services do not exist yet when the host is put together.</param>
/// <param name="ending">Tells running functions to end, after a stop has waited long enough.</param>
internal sealed class FunctionRunner(Func<IServiceProvider> services, WorkerPipeline pipeline, TimeSpan limit, HostOutput output, CancellationToken ending)
{
    public bool IsEnding => ending.IsCancellationRequested;

    /// <summary>Runs a function to its end; the fault it failed with, or null.</summary>
    public async Task<Exception?> RunAsync(FunctionEntry function, string trigger, Func<IServiceProvider, CancellationToken, LocalContext> context)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? fault = null;
        try
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(ending);
            cancel.CancelAfter(limit);
            await using var scope = services().CreateAsyncScope();
            await pipeline.RunAsync(context(scope.ServiceProvider, cancel.Token));
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }
        if (IsEnding && fault is OperationCanceledException) output.Missed(function.Name, trigger, "was told to end");
        else output.Ran(function.Name, trigger, Stopwatch.GetElapsedTime(started), fault);
        return fault;
    }
}
