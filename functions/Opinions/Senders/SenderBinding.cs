using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Which stations a sender scanned when. A push is judged by the moment it was sent, so that one delivered again after
/// another scan still goes where it first went.
/// </summary>
/// <param name="Scans">In the order of time: the newest <see cref="Kept"/>, and all that a push delivered again may have been judged by.</param>
/// <param name="ForgottenAt">When the sender last unfollowed, in WeChat's seconds since 1970; 0 when never.</param>
/// <param name="Left">The stations a push from before then may have gone to, until the next scan half a day later; besides the moment all that is left of who unfollowed.</param>
public sealed record SenderBinding(IReadOnlyList<Scan> Scans, long ForgottenAt = 0, IReadOnlyList<StationId>? Left = null)
{
    public const int Kept = 8;

    /// <summary>The most scans of half a day that are kept; nobody walks past so many codes.</summary>
    public const int Most = 50;

    // As long as a push may be late: see OpinionIntake.ReceivedAt.
    private const long Late = 12 * 3600;

    public static readonly SenderBinding None = new([]);

    /// <summary>Every station that a push, sent at whatever moment of the last half day, may have gone to.</summary>
    public IEnumerable<StationId> Stations => Scans.Select(scan => scan.StationId).Concat(Left ?? []).Distinct();

    /// <summary>The last scan that was not later than the moment, or null when there was none.</summary>
    public Scan? At(long sentAt) => Scans.LastOrDefault(scan => scan.At <= sentAt);

    /// <summary>With one more scan in its place. The same scan again changes nothing, nor does one from before the sender was forgotten, however late it comes.</summary>
    public SenderBinding With(Scan scan)
    {
        if (scan.At <= ForgottenAt || Scans.Contains(scan)) return this;
        var all = Scans.Append(scan).OrderBy(one => one.At).ToArray();
        var recent = all.Count(one => one.At > all[^1].At - Late);
        return this with { Scans = [.. all.TakeLast(Math.Clamp(recent, Kept, Most))], Left = scan.At > ForgottenAt + Late ? null : Left };
    }

    /// <summary>Without anything from that moment or before, but for the stations that a late push may have gone to.</summary>
    public SenderBinding Forget(long at)
    {
        if (at <= ForgottenAt) return this;
        var left = Scans.Where(scan => scan.At <= at).Select(scan => scan.StationId).Concat(at > ForgottenAt + Late ? [] : Left ?? []).Distinct().ToArray();
        return new([.. Scans.Where(scan => scan.At > at)], at, left.Length == 0 ? null : left);
    }

    /// <summary>What both know, as when a look-up that began before a scan ends after it.</summary>
    public SenderBinding And(SenderBinding other)
    {
        var both = other.Scans.Aggregate(Forget(other.ForgottenAt), (all, scan) => all.With(scan));
        return other.Left is null || other.ForgottenAt < ForgottenAt ? both : both with { Left = [.. other.Left.Union(both.Left ?? [])] };
    }
}

/// <summary>A sender scanned the code of a station, or of a representative received at that station.</summary>
/// <param name="At">When, in WeChat's seconds since 1970.</param>
/// <param name="StationId">The station.</param>
/// <param name="StationName">Its name, for the reply.</param>
/// <param name="RepresentativeId">The representative whose code it was, or null.</param>
/// <param name="RepresentativeName">Their name, for the reply.</param>
public sealed record Scan(long At, StationId StationId, string StationName, PersonId? RepresentativeId = null, string? RepresentativeName = null);
