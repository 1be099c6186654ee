namespace Serverless.Notices;

/// <summary>
/// The moves a notice can make. A planned one may stay planned: that is another try. A dead or failed one never comes
/// back, so a person is not reminded of what is over.
/// </summary>
public static class NoticeLifecycle
{
    private static readonly Dictionary<NoticeStatus, NoticeStatus[]> Moves = new()
    {
        [NoticeStatus.Planned] = [NoticeStatus.Planned, NoticeStatus.Sent, NoticeStatus.Failed, NoticeStatus.Dead],
        [NoticeStatus.Sent] = [NoticeStatus.Delivered, NoticeStatus.Failed],
        [NoticeStatus.Delivered] = [],
        [NoticeStatus.Failed] = [],
        [NoticeStatus.Dead] = [],
    };

    /// <summary>True when a notice in the first status may get the second.</summary>
    public static bool Allows(NoticeStatus from, NoticeStatus to) => Moves[from].Contains(to);

    /// <summary>
    /// True when a stored notice may be overwritten with what a worker found out. Of two workers that both tried,
    /// the one that counts fewer tries comes too late.
    /// </summary>
    public static bool Allows(Notice stored, Notice next) =>
        Allows(stored.Status, next.Status) && (next.Status != NoticeStatus.Planned || next.Attempts >= stored.Attempts);
}
