using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Reminders;

/// <summary>Decides what becomes of the notices of one round: representatives are reminded by WeChat, at their openid.</summary>
public static class ReminderRound
{
    /// <summary>The notice, failed or dead when it is plain before a try that it cannot be sent.</summary>
    public static Notice Settle(Notice notice, Representative? person, bool hasTemplate, DateTimeOffset end, DateTimeOffset now) => (person, hasTemplate) switch
    {
        _ when now >= end => notice.Bury(NoticeFailure.Expired),
        (null, _) => notice.Drop(NoticeFailure.RecipientLeft),
        (_, false) => notice.Drop(NoticeFailure.TemplateMissing),
        ({ OpenId: null or "" }, _) => notice.Drop(NoticeFailure.NoChannel),
        _ => notice,
    };

    /// <summary>Those of a round that were still to be sent, given up.</summary>
    public static IReadOnlyList<Tagged<Notice>> GiveUp(IEnumerable<Tagged<Notice>> rows, NoticeFailure why) =>
        [.. rows.Where(row => row.Value.IsOpen).Select(row => row with { Value = row.Value.Bury(why) })];

    /// <summary>When the next try of these notices is due, or null when none is to be tried again.</summary>
    public static DateTimeOffset? NextTry(IReadOnlyList<Tagged<Notice>> outcomes) =>
        outcomes.Where(row => row.Value.IsOpen).Min(row => row.Value.NextAt);

    /// <summary>When the last lease of other workers on the rest of a round ends, or null when none is at it.</summary>
    public static DateTimeOffset? LeaseEnd(NoticeClaim claim, DateTimeOffset now) =>
        claim.Others.Where(notice => notice.IsLeased(now)).Max(notice => notice.NextAt);
}
