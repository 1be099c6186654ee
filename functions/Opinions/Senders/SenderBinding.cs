namespace Serverless.Opinions;

/// <summary>
/// Which stations a sender scanned when. A push is judged by the moment it was sent, so that one delivered again after
/// another scan still goes where it first went.
/// </summary>
/// <param name="Scans">In the order of time, at most <see cref="Kept"/>.</param>
/// <param name="ForgottenAt">When the sender last unfollowed, in WeChat's seconds since 1970; 0 when never. All that is left of who did.</param>
public sealed record SenderBinding(IReadOnlyList<Scan> Scans, long ForgottenAt = 0)
{
    public const int Kept = 8;

    public static readonly SenderBinding None = new([]);

    /// <summary>The last scan that was not later than the moment, or null when there was none.</summary>
    public Scan? At(long sentAt) => Scans.LastOrDefault(scan => scan.At <= sentAt);

    /// <summary>With one more scan in its place. The same scan again changes nothing, nor does one from before the sender was forgotten, however late it comes.</summary>
    public SenderBinding With(Scan scan) => scan.At <= ForgottenAt || Scans.Contains(scan)
        ? this
        : this with { Scans = [.. Scans.Append(scan).OrderBy(one => one.At).TakeLast(Kept)] };

    /// <summary>Without anything from that moment or before.</summary>
    public SenderBinding Forget(long at) => at <= ForgottenAt ? this : new([.. Scans.Where(scan => scan.At > at)], at);

    /// <summary>What both know, as when a look-up that began before a scan ends after it.</summary>
    public SenderBinding And(SenderBinding other) => other.Scans.Aggregate(Forget(other.ForgottenAt), (all, scan) => all.With(scan));
}

/// <summary>A sender scanned the code of a station, or of a representative received at that station.</summary>
/// <param name="At">When, in WeChat's seconds since 1970.</param>
/// <param name="StationId">The station.</param>
/// <param name="StationName">Its name, for the reply.</param>
/// <param name="RepresentativeId">The representative whose code it was, or null.</param>
public sealed record Scan(long At, Platform.StationId StationId, string StationName, Platform.PersonId? RepresentativeId);
