using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>Runs one timer function at its occurrences on the host's clock; its runs never overlap.</summary>
internal sealed class TimerListener(FunctionEntry function, CronSchedule schedule, ScheduleStatusFile file, MovedTimeProvider clock, FunctionRunner runner)
    : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private ScheduleStatus? status;

    /// <summary>Listens until it is stopped; returns after a running function has ended.</summary>
    /// <param name="free">Since when it listens: an occurrence after it is served even if the clock is moved at once.</param>
    public async Task ListenAsync(DateTimeOffset free, CancellationToken stop)
    {
        try
        {
            if (Begin(free)) free = await RunAtAsync(free, isPastDue: true);
            while (true)
            {
                await clock.WaitUntilAsync(schedule.Next(free), stop);
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
            var info = new TimerInfo { ScheduleStatus = status, IsPastDue = isPastDue };
            var fault = await runner.RunAsync(function, (services, cancel) => new LocalContext(function, services, cancel) { Timer = info });
            if (status is not null) Keep(ScheduleMonitor.AfterRun(schedule, status, began));
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

    /// <summary>Takes up the kept status; whether a run is past due by it.</summary>
    private bool Begin(DateTimeOffset now)
    {
        var kept = file.Read();
        var (begin, isPastDue) = ScheduleMonitor.AtStart(schedule, kept, now);
        if (ReferenceEquals(begin, kept)) status = kept;
        else Keep(begin);
        return isPastDue;
    }

    private void Keep(ScheduleStatus next)
    {
        status = next;
        file.Write(next);
    }
}
