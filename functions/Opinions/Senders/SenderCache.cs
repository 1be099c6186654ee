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
    private readonly ConcurrentDictionary<Platform.StationId, bool> scanned = new();

    /// <summary>So many opinions within an hour are taken on this instance's word; more cost a look at what others took.</summary>
    private int Few => Math.Min(5, (options.MaxPerSenderPerHour + 1) / 2);

    /// <summary>The sender's binding, or null when this instance must look it up.</summary>
    public SenderBinding? Find(string sender, DateTimeOffset now) =>
        senders.TryGetValue(sender, out var known) && now - known.LearnedAt < Trust && now >= known.LearnedAt ? known.Binding : null;

    /// <summary>Remembers what the store says of a sender; a look-up that began before a scan and ends after it does not undo the scan.</summary>
    public SenderBinding Learn(string sender, SenderBinding binding, DateTimeOffset now)
    {
        var known = Of(sender, now);
        lock (known)
        {
            (known.Binding, known.LearnedAt) = (known.Binding.And(binding), now);
            return known.Binding;
        }
    }

    /// <summary>Whether this instance has seen to it that the store knows the station's code was scanned; a city has 11,000 stations.</summary>
    public bool IsScanned(Platform.StationId station) => scanned.ContainsKey(station);

    /// <summary>The store knows it.</summary>
    public void NoteScanned(Platform.StationId station) => scanned[station] = true;

    /// <summary>
    /// Counts one opinion of the sender. Null when it may be handed in; else after how many seconds it may. The same opinion
    /// again counts once, so a push delivered again is never refused.
    /// </summary>
    public int? Count(string sender, string source, DateTimeOffset now)
    {
        var known = Of(sender, now);
        lock (known)
        {
            known.Pass(now);
            if (known.Has(source)) return null;
            if (known.Recent.Count >= options.MaxPerSenderPerHour) return (int)Math.Ceiling((known.Recent.Min(one => one.At) + Hour - now).TotalSeconds);
            known.Recent.Add((source, now));
            return null;
        }
    }

    /// <summary>Takes back what was counted and then not stored: an outage uses up nobody's hour.</summary>
    public void Uncount(string sender, string source)
    {
        if (!senders.TryGetValue(sender, out var known)) return;
        lock (known) known.Recent.RemoveAll(one => one.Source == source);
    }

    /// <summary>True when the sender has handed in more than a few within the hour: what other instances took is to be looked up before the next.</summary>
    public bool MustRecount(string sender, DateTimeOffset now)
    {
        if (!senders.TryGetValue(sender, out var known)) return false;
        lock (known)
        {
            known.Pass(now);
            return known.Recent.Count >= Few;
        }
    }

    /// <summary>Counts what the store says was handed in lately.</summary>
    public void Recount(string sender, IEnumerable<(string Source, DateTimeOffset At)> recent, DateTimeOffset now)
    {
        var known = Of(sender, now);
        lock (known)
            foreach (var one in recent)
                if (!known.Has(one.Source)) known.Recent.Add(one);
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

    // A handful of entries in most cases: a list is searched faster than a table.
    private sealed class Known
    {
        public List<(string Source, DateTimeOffset At)> Recent { get; } = [];

        public SenderBinding Binding { get; set; } = SenderBinding.None;

        public DateTimeOffset LearnedAt { get; set; } = DateTimeOffset.MinValue;

        public void Pass(DateTimeOffset now)
        {
            for (var i = Recent.Count - 1; i >= 0; i--)
                if (now - Recent[i].At >= Hour) Recent.RemoveAt(i);
        }

        public bool Has(string source)
        {
            foreach (var one in Recent)
                if (one.Source == source) return true;
            return false;
        }
    }
}
