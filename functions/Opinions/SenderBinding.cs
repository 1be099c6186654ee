namespace Serverless.Opinions;

/// <summary>
/// Which stations a sender scanned when. A push is judged by the moment it was sent, so that one delivered again after
/// another scan still goes where it first went.
/// </summary>
/// <param name="Scans">In the order of time, at most <see cref="Kept"/>.</param>
public sealed record SenderBinding(IReadOnlyList<Scan> Scans)
{
    public const int Kept = 8;

    public static readonly SenderBinding None = new([]);

    /// <summary>The last scan that was not later than the moment, or null when there was none.</summary>
    public Scan? At(long sentAt) => Scans.LastOrDefault(scan => scan.At <= sentAt);

    /// <summary>With one more scan in its place; the same scan again changes nothing.</summary>
    public SenderBinding With(Scan scan) =>
        Scans.Contains(scan) ? this : new([.. Scans.Append(scan).OrderBy(one => one.At).TakeLast(Kept)]);
}

/// <summary>A sender scanned the code of a station, or of a representative received at that station.</summary>
/// <param name="At">When, in WeChat's seconds since 1970.</param>
public sealed record Scan(long At, string StationId, string StationName, string? RepresentativeId);
