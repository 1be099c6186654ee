using Serverless.Platform;
using static Serverless.Notices.NoticeStatus;

namespace Serverless.Notices;

/// <summary>
/// The moves a notice can make, each named by where it leads. A planned one may stay planned: that is another try. A dead or
/// failed one never comes back, so a person is not reminded of what is over.
/// </summary>
public static class NoticeLifecycle
{
    private static readonly Lifecycle<NoticeStatus, NoticeStatus> Moves = new(
        new[] { (Planned, Planned), (Planned, Sent), (Planned, Failed), (Planned, Dead), (Sent, Delivered), (Sent, Failed) }
            .Select(move => (move.Item1, move.Item2, move.Item2)).ToArray());

    /// <summary>True when a notice in the first status may get the second.</summary>
    public static bool Allows(NoticeStatus from, NoticeStatus to) => Moves.After(from, to) is not null;

    /// <summary>
    /// True when a stored notice may be overwritten with what a worker found out. Of two workers that both tried,
    /// the one that counts fewer tries comes too late.
    /// </summary>
    public static bool Allows(Notice stored, Notice next) =>
        Allows(stored.Status, next.Status) && (next.Status != Planned || next.Attempts >= stored.Attempts);
}
