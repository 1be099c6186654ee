namespace Serverless.Local;

/// <summary>
/// The host's clock: starts at a given instant and ticks like the machine's. <see cref="MoveTo"/> sets it anew, and
/// what waits for an instant of it looks again.
/// </summary>
public sealed class MovedTimeProvider : TimeProvider
{
    // Timers of the platform end at 49 days.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);

    private readonly Lock gate = new();
    private TaskCompletionSource moved = NewSignal();
    private TimeSpan ahead;

    /// <param name="start">Where the clock starts; null is the machine's own time.</param>
    public MovedTimeProvider(DateTimeOffset? start = null) => ahead = start is { } instant ? instant - System.GetUtcNow() : TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return System.GetUtcNow() + ahead;
    }

    /// <summary>Sets the clock to an instant, forwards or back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            ahead = instant - System.GetUtcNow();
            (waiting, moved) = (moved, NewSignal());
        }
        waiting.SetResult();
    }

    /// <summary>Ends when the clock has reached an instant, by ticking or by being moved.</summary>
    /// <exception cref="OperationCanceledException"></exception>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        while (true)
        {
            Task signal;
            lock (gate) signal = moved.Task;
            var left = instant - GetUtcNow();
            if (left <= TimeSpan.Zero) return;
            using var wake = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            // A delay may end a moment early; the loop then waits the rest.
            var delay = Task.Delay(left < LongestDelay ? left + TimeSpan.FromMilliseconds(1) : LongestDelay, wake.Token);
            await Task.WhenAny(delay, signal);
            await wake.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
