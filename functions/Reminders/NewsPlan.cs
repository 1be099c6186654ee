using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>Decides who is to be told that an occasion takes place otherwise than they were told, from the notices they had.</summary>
public static class NewsPlan
{
    /// <summary>The round in which news of an occasion is told: of each version another.</summary>
    public static NoticeRound Round(OccasionNews news, Occasion occasion) => new(occasion.Id, NoticeStep.Change(news.Version, occasion.TakesPlaceOn));

    /// <summary>
    /// Who was told otherwise, with the date they were told of; null when they were told that it does not take place. Where nobody
    /// wrote down whether a notice went out, it may have: its person is told too.
    /// </summary>
    /// <param name="round">The round in which they are told; what it has sent counts.</param>
    /// <param name="occasion">The occasion as it stands.</param>
    /// <param name="notices">Every notice about it.</param>
    public static IReadOnlyDictionary<PersonId, DateOnly?> ToTell(NoticeRound round, Occasion occasion, IEnumerable<Notice> notices) => notices
        .Where(notice => WasTold(notice) || (notice.MayHaveGoneOut && notice.Round != round))
        .GroupBy(notice => notice.RecipientId)
        .Select(person => (Id: person.Key, Heard: LastHeard(person)))
        .Where(person => person.Heard.Any(notice => Says(notice) != occasion.TakesPlaceOn))
        .ToDictionary(person => person.Id, person => Says(person.Heard.Last(notice => Says(notice) != occasion.TakesPlaceOn)));

    /// <summary>
    /// What waits for another try and says what does not hold any more, or is news of an older version; not what a worker is at.
    /// </summary>
    public static IEnumerable<Tagged<Notice>> Outdated(NoticeRound round, Occasion occasion, IEnumerable<Tagged<Notice>> notices, DateTimeOffset now) =>
        from row in notices
        let notice = row.Value
        where notice.IsOpen && !notice.IsLeased(now) && notice.Round != round && (notice.Step.IsChange || Says(notice) != occasion.TakesPlaceOn)
        select row;

    /// <summary>From when on there is nothing to tell: the end of the occasion, or of the last date somebody has in mind.</summary>
    public static DateTimeOffset End(Occasion occasion, IEnumerable<DateOnly?> told)
    {
        var last = told.Append(occasion.Date).Max()!.Value;
        return occasion.End.AddDays(last.DayNumber - occasion.Date.DayNumber);
    }

    private static bool WasTold(Notice notice) => notice.Status is NoticeStatus.Sent or NoticeStatus.Delivered;

    private static DateOnly? Says(Notice notice) => notice.Step.Says(notice.Subject.Day);

    /// <summary>The last notice a person had for certain, and those after it that they may have had, in order.</summary>
    private static List<Notice> LastHeard(IEnumerable<Notice> notices)
    {
        var all = notices.OrderBy(notice => notice.SentAt ?? notice.PlannedAt).ToList();
        return all[Math.Max(0, all.FindLastIndex(WasTold))..];
    }
}
