using Serverless.Opinions;

namespace Serverless.Statistics;

/// <summary>
/// What came in and what left between two instants (意见流量; domain 5, G5). It counts events, not opinions: what was
/// received in one quarter and closed in the next is a receipt of the one and a closing of the other.
/// </summary>
/// <param name="OpenAtStart">Open when the time began.</param>
/// <param name="Received">Arrived (收集).</param>
/// <param name="Merged">Left because another opinion says the same (合并).</param>
/// <param name="Rejected">Left because the station may not take it (不予受理).</param>
/// <param name="Withdrawn">Left because the citizen took it back (撤回).</param>
/// <param name="Closed">Left because its handling has ended (办结).</param>
/// <param name="BySource">The received ones by channel; adds up to <paramref name="Received"/>.</param>
/// <param name="ByCategory">The received ones by the category last said in that time, or <see cref="Uncategorised"/>; adds up to <paramref name="Received"/>.</param>
public sealed record OpinionFlow(
    int OpenAtStart,
    int Received,
    int Merged,
    int Rejected,
    int Withdrawn,
    int Closed,
    IReadOnlyDictionary<string, int> BySource,
    IReadOnlyDictionary<string, int> ByCategory)
{
    /// <summary>The category of an opinion about which nobody has said what it concerns.</summary>
    public const string Uncategorised = "uncategorised";

    /// <summary>No opinion at all.</summary>
    public static readonly OpinionFlow None = Fold([], [], default, default, 0);

    /// <summary>Open when the time ended.</summary>
    public int OpenAtEnd => OpenAtStart + Received - Merged - Rejected - Withdrawn - Closed;

    /// <summary>
    /// Folds the events from one instant up to, not including, another. Events outside are passed over; the order of
    /// the rest does not matter, save that of one opinion's own.
    /// </summary>
    public static OpinionFlow Fold(IReadOnlyCollection<Receipt> received, IEnumerable<JournalEntry> journal, DateTimeOffset from, DateTimeOffset before, int openAtStart)
    {
        var events = journal.Where(entry => entry.At >= from && entry.At < before).ToList();
        var left = events.Where(Leaves).CountBy(entry => entry.To).ToDictionary();
        return new OpinionFlow(
            openAtStart,
            received.Count,
            left.GetValueOrDefault(OpinionStatus.Merged),
            left.GetValueOrDefault(OpinionStatus.Rejected),
            left.GetValueOrDefault(OpinionStatus.Withdrawn),
            left.GetValueOrDefault(OpinionStatus.Closed),
            Count(received, one => one.Channel),
            Count(received, one => one.Category ?? Uncategorised));
    }

    /// <summary>The flows of two stations as one.</summary>
    public static OpinionFlow operator +(OpinionFlow one, OpinionFlow other) => new(
        one.OpenAtStart + other.OpenAtStart,
        one.Received + other.Received,
        one.Merged + other.Merged,
        one.Rejected + other.Rejected,
        one.Withdrawn + other.Withdrawn,
        one.Closed + other.Closed,
        Add(one.BySource, other.BySource),
        Add(one.ByCategory, other.ByCategory));

    /// <summary>Only the step from open to not open counts, so that a later note on a closed opinion closes nothing twice.</summary>
    private static bool Leaves(JournalEntry entry) =>
        !OpinionActions.IsOpen(entry.To) && (entry.From is not { } from || OpinionActions.IsOpen(from));

    private static SortedDictionary<string, int> Count(IEnumerable<Receipt> received, Func<Receipt, string> key) =>
        new(received.CountBy(key).ToDictionary(), StringComparer.Ordinal);

    private static SortedDictionary<string, int> Add(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other)
    {
        var sum = new SortedDictionary<string, int>(one.ToDictionary(), StringComparer.Ordinal);
        foreach (var (key, count) in other) sum[key] = sum.GetValueOrDefault(key) + count;
        return sum;
    }
}
