using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>The timers and queues of an app: started together, stopped together, run by hand by name.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, TimerListener> timers;
    private readonly Func<IEnumerable<QueueListener>> queues;
    private readonly FunctionRunner runner;
    private Task listening = Task.CompletedTask;

    public Listeners(FunctionCatalog functions, Func<FunctionEntry, TimerTrigger, TimerListener> timer, Func<FunctionEntry, QueueTrigger, QueueListener> queue, FunctionRunner runner)
    {
        this.runner = runner;
        timers = functions.Of<TimerTrigger>().ToDictionary(found => found.Function.Name, found => timer(found.Function, found.Trigger));
        queues = () => functions.Of<QueueTrigger>().Select(found => queue(found.Function, found.Trigger));
    }

    public void Start() => listening = Task.Run(() => Task.WhenAll(
        [.. timers.Values.Select(timer => timer.ListenAsync(stop.Token)), .. queues().Select(queue => queue.ListenAsync(stop.Token))]));

    /// <summary>Takes nothing new and waits for what runs.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await listening;
    }

    /// <summary>Runs a timer or queue function now; the fault it ended with, or null.</summary>
    public Task<Exception?> RunByHandAsync(FunctionEntry function, string input) =>
        timers.TryGetValue(function.Name, out var timer) ? timer.RunAsync(isPastDue: false) : QueueListener.RunByHandAsync(function, input, runner);

    public void Dispose()
    {
        stop.Dispose();
        foreach (var timer in timers.Values) timer.Dispose();
    }

    /// <summary>The account of a queue trigger: the one its <c>Connection</c> names, else the host's.</summary>
    /// <exception cref="InvalidOperationException">The named connection has no setting.</exception>
    public static QueueServiceClient AccountOf(QueueTrigger trigger, IConfiguration configuration, string function)
    {
        var name = trigger.Connection ?? "AzureWebJobsStorage";
        var connection = configuration[name] ?? configuration[$"AzureWebJobs{name}"]
            ?? throw new InvalidOperationException($"The function {function} needs the setting {name} with a connection string.");
        return new QueueServiceClient(connection, new QueueClientOptions { Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false } });
    }
}
