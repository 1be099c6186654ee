using System.Collections.Concurrent;

namespace Serverless.Opinions;

/// <summary>
/// What this instance knows of its senders, so that an opinion of a known sender costs no look-up. A binding is
/// believed for <see cref="Trust"/>: as long as a scan that another instance handled may go unnoticed here.
/// </summary>
public sealed class SenderMemory(OpinionOptions options)
{
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(60);

    /// <summary>The span a sender's opinions are counted over.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private const int Most = 50_000;
    private readonly ConcurrentDictionary<string, Known> senders = new();
    private readonly ConcurrentDictionary<string, byte> stations = new();

    /// <summary>The sender's binding, or null when this instance must look it up.</summary>
    public SenderBinding? Find(string sender, DateTimeOffset now) =>
        senders.TryGetValue(sender, out var known) && now - known.LearnedAt < Trust && now >= known.LearnedAt ? known.Binding : null;

    /// <summary>Remembers what the store says of a sender.</summary>
    public void Learn(string sender, SenderBinding binding, IEnumerable<SentOpinion> recent, DateTimeOffset now)
    {
        if (senders.Count >= Most) Forget(now);
        var known = senders.GetOrAdd(sender, _ => new Known());
        lock (known.Recent)
        {
            (known.Binding, known.LearnedAt) = (binding, now);
            foreach (var opinion in recent) known.Recent[opinion.Source] = opinion.At;
        }
    }

    /// <summary>True when the station has been seen; stations are never deleted, so this needs no end.</summary>
    public bool KnowsStation(string stationId) => stations.ContainsKey(stationId);

    public void LearnStation(string stationId) => stations.TryAdd(stationId, 0);

    /// <summary>Nothing is known of the sender any more.</summary>
    public void Forget(string sender) => senders.TryRemove(sender, out _);

    /// <summary>
    /// Counts one opinion of the sender. Null when he may hand it in; else after how many seconds he may. The same
    /// opinion again counts once, so a push delivered again is never refused.
    /// </summary>
    public int? Count(string sender, string source, DateTimeOffset now)
    {
        var known = senders.GetOrAdd(sender, _ => new Known());
        lock (known.Recent)
        {
            foreach (var (old, at) in known.Recent.ToArray())
                if (now - at >= Hour) known.Recent.Remove(old);
            if (known.Recent.ContainsKey(source)) return null;
            if (known.Recent.Count >= options.MaxPerSenderPerHour) return (int)Math.Ceiling((known.Recent.Values.Min() + Hour - now).TotalSeconds);
            known.Recent[source] = now;
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (sender, known) in senders)
            if (now - known.LearnedAt >= Hour) senders.TryRemove(sender, out _);
        // A flood of new senders within an hour: better to look some up again than to grow without end.
        if (senders.Count >= Most) senders.Clear();
    }

    private sealed class Known
    {
        public Dictionary<string, DateTimeOffset> Recent { get; } = [];

        public SenderBinding Binding { get; set; } = SenderBinding.None;

        public DateTimeOffset LearnedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
