using Serverless.Notices;

namespace Serverless.Statistics;

/// <summary>How far the notices about a quarter's occasions have come (提醒; domain 5, G11).</summary>
/// <param name="Planned">All there ever were, whatever became of them.</param>
/// <param name="Sent">Accepted by the channel, also when its later report was good or bad.</param>
/// <param name="Delivered">Reported as arrived.</param>
/// <param name="Failed">The channel said no for good, or reported that it did not arrive.</param>
/// <param name="Dead">Given up.</param>
public sealed record NoticeCount(int Planned, int Sent, int Delivered, int Failed, int Dead)
{
    public static readonly NoticeCount None = new(0, 0, 0, 0, 0);

    /// <summary>Of those sent, how many arrived.</summary>
    public Rate DeliverRate => new(Delivered, Sent);

    public static NoticeCount Of(IReadOnlyCollection<Notice> notices) => new(
        notices.Count,
        notices.Count(notice => notice.SentAt is not null),
        notices.Count(notice => notice.Status == NoticeStatus.Delivered),
        notices.Count(notice => notice.Status == NoticeStatus.Failed),
        notices.Count(notice => notice.Status == NoticeStatus.Dead));

    public static NoticeCount operator +(NoticeCount one, NoticeCount other) => new(
        one.Planned + other.Planned, one.Sent + other.Sent, one.Delivered + other.Delivered, one.Failed + other.Failed, one.Dead + other.Dead);
}
