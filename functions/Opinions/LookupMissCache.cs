using System.Collections.Concurrent;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Who guesses at receipt numbers: so many misses of one address within a minute, and for the rest of it nothing is looked up for
/// it, whether it is there or not. Each instance counts for itself, over at most 10,000 addresses.
/// </summary>
public sealed class LookupMissCache(StationClock clock)
{
    /// <summary>Slips of the finger, of everyone behind one address.</summary>
    public const int Most = 20;

    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset From)> misses = new(StringComparer.Ordinal);

    /// <summary>After how many seconds the address may look again; null when it may now.</summary>
    public int? WaitOf(string address) =>
        misses.TryGetValue(address, out var known) && known.Count >= Most && known.From + Window - clock.Now is { Ticks: > 0 } left
            ? (int)Math.Ceiling(left.TotalSeconds)
            : null;

    /// <summary>Counts a number that is not there.</summary>
    public void Note(string address)
    {
        var now = clock.Now;
        if (misses.Count >= MostAddresses) Forget(now);
        misses.AddOrUpdate(address, _ => (1, now), (_, known) => now - known.From >= Window ? (1, now) : (known.Count + 1, known.From));
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (address, known) in misses)
            if (now - known.From >= Window) misses.TryRemove(address, out _);
        if (misses.Count >= MostAddresses) misses.Clear();
    }
}
