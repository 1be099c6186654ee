using System.Collections.Concurrent;

namespace Serverless.Platform;

/// <summary>
/// What an instance has read and may believe for a while, also that something is not there. What this instance changes
/// itself counts at once, what another one changes after the age at the latest.
/// </summary>
/// <param name="clock">Tells the age.</param>
/// <param name="age">How long a reading counts.</param>
/// <param name="most">How many readings are kept; when one more comes, all are forgotten.</param>
public sealed class AgedCache<T>(StationClock clock, TimeSpan age, int most) where T : class
{
    private readonly ConcurrentDictionary<string, (T? Value, DateTimeOffset Until)> readings = new(StringComparer.Ordinal);
    private long changes;

    /// <summary>How many changes this instance has made; taken before a reading begins, see <see cref="Learn"/>.</summary>
    public long Changes => Interlocked.Read(ref changes);

    /// <summary>True with the reading, null when the thing is known not to be there.</summary>
    public bool TryGet(string key, out T? value)
    {
        var known = readings.TryGetValue(key, out var reading) && clock.Now < reading.Until;
        value = known ? reading.Value : null;
        return known;
    }

    /// <summary>Keeps what was read, unless this instance has changed something since: the reading may be of before it.</summary>
    /// <param name="key">What was looked for.</param>
    /// <param name="value">What is there; null when nothing is.</param>
    /// <param name="seen"><see cref="Changes"/> before the reading began.</param>
    public void Learn(string key, T? value, long seen)
    {
        if (readings.Count >= most) readings.Clear();
        readings[key] = (value, clock.Now + age);
        // After the write, so that a change on another thread is never overwritten for good.
        if (Changes != seen) readings.TryRemove(key, out _);
    }

    /// <summary>Forgets all: this instance has just changed something.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref changes);
        readings.Clear();
    }
}
