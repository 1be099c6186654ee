namespace Serverless.Opinions;

/// <summary>What a sender handed in, newest first: the last <see cref="Kept"/>, and those the hourly limit counts.</summary>
public sealed record SentOpinions(IReadOnlyList<SentOpinion> List)
{
    /// <summary>How many are kept however old they are.</summary>
    public const int Kept = 50;

    /// <summary>How many are kept at most, so that they fit into one property of a row.</summary>
    public const int Most = 600;

    public static readonly SentOpinions None = new([]);

    /// <summary>With more opinions in their places; the same ones again change nothing.</summary>
    public SentOpinions With(IEnumerable<SentOpinion> more)
    {
        var known = List.Select(one => one.Source).ToHashSet();
        var added = more.Where(one => known.Add(one.Source)).ToList();
        if (added.Count == 0) return this;
        SentOpinion[] all = [.. List.Concat(added).OrderByDescending(one => one.At).ThenByDescending(one => one.Source, StringComparer.Ordinal)];
        return new([.. all.Take(Most).Where((one, place) => place < Kept || all[0].At - one.At < SenderMemory.Hour)]);
    }

    /// <summary>Those handed in at the instant or later.</summary>
    public IReadOnlyList<SentOpinion> Since(DateTimeOffset instant) => [.. List.Where(one => one.At >= instant)];
}
