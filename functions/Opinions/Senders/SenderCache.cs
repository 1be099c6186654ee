using System.Collections.Concurrent;

namespace Serverless.Opinions;

/// <summary>
/// What this instance knows of its senders, at most <see cref="Most"/> of them, so that an opinion of a known sender costs no
/// look-up. A binding is believed for <see cref="Trust"/>: as long as a scan that another instance handled may go unnoticed here.
/// </summary>
public sealed class SenderCache(OpinionOptions options)
{
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(60);

    /// <summary>The span a sender's opinions are counted over.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Known> senders = new();

    /// <summary>The sender's binding, or null when this instance must look it up.</summary>
    public SenderBinding? Find(string sender, DateTimeOffset now) =>
        senders.TryGetValue(sender, out var known) && now - known.LearnedAt < Trust && now >= known.LearnedAt ? known.Binding : null;

    /// <summary>Remembers what the store says of a sender; a look-up that began before a scan and ends after it does not undo the scan.</summary>
    public SenderBinding Learn(string sender, SenderBinding binding, DateTimeOffset now)
    {
        var known = Of(sender, now);
        lock (known.Recent)
        {
            (known.Binding, known.LearnedAt) = (known.Binding.And(binding), now);
            return known.Binding;
        }
    }

    /// <summary>
    /// Counts one opinion of the sender. Null when it may be handed in; else after how many seconds it may. The same opinion
    /// again counts once, so a push delivered again is never refused.
    /// </summary>
    public int? Count(string sender, string source, DateTimeOffset now)
    {
        var known = Of(sender, now);
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

    /// <summary>
    /// True once each time half of a sender's hour is used up here: what other instances took is then looked up, so that they
    /// together let in little more than one would, and others' opinions cost no look-up.
    /// </summary>
    public bool ShouldRecount(string sender, DateTimeOffset now)
    {
        var known = Of(sender, now);
        lock (known.Recent)
        {
            if (known.Recent.Count < (options.MaxPerSenderPerHour + 1) / 2 || now - known.RecountedAt < Hour) return false;
            known.RecountedAt = now;
            return true;
        }
    }

    /// <summary>Counts what the store says was handed in lately.</summary>
    public void Recount(string sender, IEnumerable<(string Source, DateTimeOffset At)> recent, DateTimeOffset now)
    {
        var known = Of(sender, now);
        lock (known.Recent)
            foreach (var (source, at) in recent) known.Recent.TryAdd(source, at);
    }

    private Known Of(string sender, DateTimeOffset now)
    {
        if (senders.Count >= Most) Forget(now);
        return senders.GetOrAdd(sender, static _ => new Known());
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

        public DateTimeOffset RecountedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
