namespace Serverless.Local;

/// <summary>The timers and queues of an app: started together, stopped together, run by hand by name.</summary>
internal sealed class Listeners(
    FunctionCatalog functions, StorageAccount account, QueueRules rules, TimeSpan lease, MovedTimeProvider clock, FunctionRunner runner, HostOutput output) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<FunctionEntry, TimerListener> timers = functions.Of<TimerTrigger>().ToDictionary(
        found => found.Function,
        found => new TimerListener(found.Function, found.Trigger.Schedule, new ScheduleStatusFile(account, found.Function.Name), clock, runner));
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Task, bool> byHand = new();
    private Task listening = Task.CompletedTask;

    public void Start()
    {
        var now = clock.GetUtcNow();
        listening = Task.WhenAll(
        [
            .. timers.Select(timer => ListenAsync(timer.Key, () => timer.Value.ListenAsync(now, stop.Token))),
            .. functions.Of<QueueTrigger>().Select(found => ListenAsync(found.Function, () => Queue(found.Function, found.Trigger).ListenAsync(stop.Token))),
        ]);
    }

    /// <summary>Takes nothing new and waits for what runs.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await listening;
        await Task.WhenAll(byHand.Keys);
    }

    /// <summary>Runs a timer or queue function now; the fault it ended with, or null. Only a request starts an HTTP function.</summary>
    /// <param name="input">The message of a queue function.</param>
    public async Task<Exception?> RunByHandAsync(FunctionEntry function, string input)
    {
        var run = RunAsync(function, input);
        byHand.TryAdd(run, true);
        try
        {
            return await run;
        }
        finally
        {
            byHand.TryRemove(run, out _);
        }
    }

    private Task<Exception?> RunAsync(FunctionEntry function, string input)
    {
        if (timers.TryGetValue(function, out var timer)) return timer.RunAsync(isPastDue: false);
        if (function.Trigger is QueueTrigger)
            return runner.RunAsync(function, (services, cancel) => new LocalContext(function, services, cancel) { Message = MessageText.ByHand(input) });
        output.Note(function, "was not run: only a request starts it");
        return Task.FromResult<Exception?>(null);
    }

    public void Dispose()
    {
        stop.Dispose();
        foreach (var timer in timers.Values) timer.Dispose();
    }

    private QueueListener Queue(FunctionEntry function, QueueTrigger trigger) => new(function, trigger.Queue, account.Queues, rules, lease, runner, output);

    private Task ListenAsync(FunctionEntry function, Func<Task> listen) => Task.Run(async () =>
    {
        try
        {
            await listen();
        }
        catch (Exception fault)
        {
            output.Note(function, $"listens no more: {output.Reason(fault)}");
        }
    });
}
