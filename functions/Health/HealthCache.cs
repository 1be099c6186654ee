using Serverless.Platform;

namespace Serverless.Health;

/// <summary>What was seen last, for five seconds; who asks meanwhile waits for the look that is under way. Asking is no way to load the storage.</summary>
public sealed class HealthCache(StationClock clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1);
    private Seen? last;

    /// <summary>The trouble seen last, or by a look now; null when there is none.</summary>
    public async Task<Refusal?> GetAsync(Func<Task<Refusal?>> look)
    {
        if (last is { } seen && IsFresh(seen)) return seen.Trouble;
        await turn.WaitAsync();
        try
        {
            if (last is null || !IsFresh(last)) last = new Seen(await look(), clock.Now);
            return last.Trouble;
        }
        finally
        {
            turn.Release();
        }
    }

    private bool IsFresh(Seen seen) => clock.Now - seen.At < Age;

    private sealed record Seen(Refusal? Trouble, DateTimeOffset At);
}
