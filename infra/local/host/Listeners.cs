namespace Serverless.Local;

/// <summary>The timers and queues of an app: started together, stopped together, run by hand by name.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, TimerListener> timers;
    private readonly (FunctionEntry Function, QueueTrigger Trigger)[] queues;
    private readonly Func<FunctionEntry, QueueTrigger, QueueListener> queue;
    private readonly FunctionRunner runner;
    private readonly HostOutput output;
    private Task listening = Task.CompletedTask;

    public Listeners(
        FunctionCatalog functions,
        Func<FunctionEntry, TimerTrigger, TimerListener> timer,
        Func<FunctionEntry, QueueTrigger, QueueListener> queue,
        FunctionRunner runner,
        HostOutput output)
    {
        (this.queue, this.runner, this.output) = (queue, runner, output);
        timers = functions.Of<TimerTrigger>().ToDictionary(found => found.Function.Name, found => timer(found.Function, found.Trigger));
        queues = [.. functions.Of<QueueTrigger>()];
    }

    public void Start(DateTimeOffset now) => listening = Task.WhenAll(
    [
        .. timers.Values.Select(timer => ListenAsync(timer.Function, "timer", () => timer.ListenAsync(now, stop.Token))),
        .. queues.Select(found => ListenAsync(found.Function.Name, "queue", () => queue(found.Function, found.Trigger).ListenAsync(stop.Token))),
    ]);

    /// <summary>Takes nothing new and waits for what runs.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await listening;
    }

    /// <summary>Runs a timer or queue function now; the fault it ended with, or null. Only a request starts an HTTP function.</summary>
    public Task<Exception?> RunByHandAsync(FunctionEntry function, string input)
    {
        if (timers.TryGetValue(function.Name, out var timer)) return timer.RunAsync(isPastDue: false);
        if (function.Trigger is QueueTrigger) return QueueListener.RunByHandAsync(function, input, runner);
        output.Missed(function.Name, "http", "was not run: only a request starts it");
        return Task.FromResult<Exception?>(null);
    }

    public void Dispose()
    {
        stop.Dispose();
        foreach (var timer in timers.Values) timer.Dispose();
    }

    private Task ListenAsync(string function, string trigger, Func<Task> listen) => Task.Run(async () =>
    {
        try
        {
            await listen();
        }
        catch (Exception fault)
        {
            output.Missed(function, trigger, $"listens no more: {output.Reason(fault)}");
        }
    });
}
