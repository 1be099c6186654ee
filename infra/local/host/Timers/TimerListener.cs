using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>Runs one timer function at its occurrences on the host's clock; its runs never overlap.</summary>
internal sealed class TimerListener(FunctionEntry function, TimerTrigger trigger, ScheduleStatusFile file, MovedTimeProvider clock, FunctionRunner runner)
    : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly RetryPlan retries = RetryPlan.Of(function.Method);
    private ScheduleStatus? status;

    public string Function => function.Name;

    /// <summary>Listens until it is stopped; returns after a running function has ended.</summary>
    /// <param name="free">Since when it listens: an occurrence after it is served even if the clock is moved at once.</param>
    public async Task ListenAsync(DateTimeOffset free, CancellationToken stop)
    {
        try
        {
            var pastDue = Begin(free);
            if (pastDue || trigger.RunOnStartup) free = await RunAtAsync(free, pastDue);
            while (true)
            {
                await clock.WaitUntilAsync(trigger.Schedule.Next(free), stop);
                free = await RunAtAsync(clock.GetUtcNow(), isPastDue: false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Runs it now; the fault it ended with, or null.</summary>
    public async Task<Exception?> RunAsync(bool isPastDue)
    {
        await turn.WaitAsync();
        try
        {
            var began = clock.GetUtcNow();
            var fault = await RunWithRetriesAsync(new TimerInfo { ScheduleStatus = status, IsPastDue = isPastDue });
            if (status is not null) Keep(ScheduleMonitor.AfterRun(trigger.Schedule, status, began));
            return fault;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>
    /// Runs it and tells when it was over: occurrences while it ran are passed over, as in Azure. The time it took is
    /// counted, not read off the clock, so that an occurrence over which the clock was moved meanwhile is still served.
    /// </summary>
    private async Task<DateTimeOffset> RunAtAsync(DateTimeOffset began, bool isPastDue)
    {
        var started = Stopwatch.GetTimestamp();
        await RunAsync(isPastDue);
        return began + Stopwatch.GetElapsedTime(started);
    }

    private bool Begin(DateTimeOffset now)
    {
        if (!trigger.UseMonitor) return false;
        var kept = file.Read();
        var (begin, isPastDue) = ScheduleMonitor.AtStart(trigger.Schedule, kept, now);
        if (ReferenceEquals(begin, kept)) status = kept;
        else Keep(begin);
        return isPastDue;
    }

    private async Task<Exception?> RunWithRetriesAsync(TimerInfo info)
    {
        for (var retry = 0; ; retry++)
        {
            var fault = await runner.RunAsync(function, "timer", (services, cancel) =>
                new LocalContext(function, services, cancel) { Timer = info, Retry = (retry, retries.Most) });
            if (fault is null || runner.IsEnding || !retries.Allows(retry + 1)) return fault;
            await Task.Delay(retries.WaitBefore(retry + 1));
        }
    }

    private void Keep(ScheduleStatus next)
    {
        status = next;
        file.Write(next);
    }
}
