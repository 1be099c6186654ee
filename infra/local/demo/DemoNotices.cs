using System.Globalization;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Local.Demo;

/// <summary>Who was told of a reception, and whether it reached them.</summary>
internal static class DemoNotices
{
    private static readonly int[] Offsets = [-7, -1, 0];
    private static readonly TimeOnly Heartbeat = new(8, 0);

    // As the product words WeChat's report.
    private static readonly NoticeFailure Blocked = new("userBlock", "对方拒收公众号消息，请电话通知本人。");

    /// <summary>The notices that were sent of a reception before an instant.</summary>
    public static IEnumerable<Notice> Of(Occasion reception, IEnumerable<Representative> people, DateTimeOffset cut) =>
        from offset in Offsets
        let planned = StationClock.InstantOf(reception.Date.AddDays(offset), Heartbeat)
        where reception.Status != OccasionStatus.Cancelled && planned.AddMinutes(30) < cut
        from person in people
        select Send(new Notice(reception.Id, NoticeStep.Ahead(offset, reception.Date == reception.NominalDate ? null : reception.Date), person.Id, NoticeChannel.Wechat, planned.AddSeconds(2)));

    private static Notice Send(Notice notice)
    {
        var dice = Dice.Of("notices", notice.Id);
        // Who blocks the account blocks all of it.
        if (Dice.Of("blocks", notice.RecipientId).Chance(3)) return Accept(notice, dice).Report(Blocked);
        return dice.Below(100) switch
        {
            < 1 => notice with { Status = NoticeStatus.Dead, Attempts = 5, Failure = NoticeFailure.Exhausted },
            < 9 => Accept(notice, dice),
            _ => Accept(notice, dice).Report(null),
        };
    }

    private static Notice Accept(Notice notice, Dice dice) =>
        notice.Accept((4_000_000_000_000 + dice.Below(int.MaxValue)).ToString(CultureInfo.InvariantCulture), DemoHours.Within(notice.PlannedAt, 3, dice));
}
