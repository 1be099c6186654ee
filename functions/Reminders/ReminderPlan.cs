using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>Decides who is to be reminded of what. The day's timer is only a heartbeat: this is the calendar.</summary>
public static class ReminderPlan
{
    /// <summary>
    /// The receptions to remind of on a day: those the calendar lays so many days ahead, for every station, and those
    /// that a station has moved there. Whether a station has moved or cancelled one of the first is looked at when its
    /// order is served.
    /// </summary>
    /// <param name="day">The local date.</param>
    /// <param name="offsets">How far ahead people are reminded, in days, 0 or negative.</param>
    /// <param name="calendar">The reception days.</param>
    /// <param name="decided">Planned occasions that staff decided something about and that take place near the day.</param>
    public static IReadOnlyList<DueReception> Due(
        DateOnly day, IReadOnlyList<int> offsets, ReceptionCalendar calendar, IReadOnlyList<Occasion> decided)
    {
        var regular = offsets.Select(offset => (Offset: offset, Reception: calendar.OnDate(day.AddDays(-offset))))
            .Where(due => due.Reception is not null)
            .Select(due => new DueReception(due.Reception!.NominalDate, due.Reception.Date, due.Offset, null)).ToList();
        var moved = decided.Where(IsMoved).Where(occasion => offsets.Contains(day.DayNumber - occasion.Date.DayNumber))
            .Select(occasion => new DueReception(occasion.NominalDate, occasion.Date, day.DayNumber - occasion.Date.DayNumber, occasion.StationId));
        return [.. regular, .. moved];

        bool IsMoved(Occasion occasion) =>
            occasion is { Kind: OccasionKind.Reception, Status: OccasionStatus.Planned }
            && calendar.OnNominalDate(occasion.NominalDate)?.Date != occasion.Date;
    }

    /// <summary>One order for each station and reception that is due there.</summary>
    public static IEnumerable<ReminderOrder> Orders(IReadOnlyList<DueReception> due, IReadOnlyList<Station> stations, bool again) =>
        from station in stations
        from reception in due
        where reception.StationId is null || reception.StationId == station.StationId
        select new ReminderOrder(station.StationId, station.Name, reception.NominalDate, reception.Date, reception.OffsetDays, again);

    /// <summary>
    /// Why an order is not to be served any more, or null: its reception was cancelled, was held early, or takes place
    /// on another date by now.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="occasion">The reception as it is now; null when there is none any more.</param>
    public static NoticeFailure? Hindrance(ReminderOrder order, Occasion? occasion) => occasion switch
    {
        null or { Status: OccasionStatus.Cancelled } => NoticeFailure.OccasionCancelled,
        { Status: OccasionStatus.Held } => NoticeFailure.Expired,
        _ when occasion.Date != order.Date => NoticeFailure.OccasionMoved,
        _ => null,
    };

    /// <summary>
    /// What is left of a round whose order is not to be served. A notice of a reception that was put off waits when its
    /// offset from the new date is yet to come.
    /// </summary>
    public static NoticeFailure? Fate(ReminderOrder order, Occasion? occasion, DateOnly today) =>
        Hindrance(order, occasion) is { } why && (why != NoticeFailure.OccasionMoved || occasion!.Date.AddDays(order.OffsetDays) <= today)
            ? why
            : null;

    /// <summary>
    /// The notices of a round as they are when they are new: most are to be sent, some cannot be. None from the day
    /// after the occasion on: who is looked at then for the first time was not forgotten, but came later.
    /// </summary>
    public static IReadOnlyList<Notice> Wanted(
        NoticeRound round, IReadOnlyCollection<Representative> people, bool hasTemplate, DateTimeOffset end, DateTimeOffset now) =>
        StationClock.DateOf(now) > StationClock.DateOf(end) ? [] : [.. people.Select(person => Settle(New(round, person, now), person, hasTemplate, end, now))];

    /// <summary>The notice, failed or dead when it is plain before a try that it cannot be sent.</summary>
    public static Notice Settle(Notice notice, Representative? person, bool hasTemplate, DateTimeOffset end, DateTimeOffset now) => (person, hasTemplate) switch
    {
        _ when now >= end => notice.Bury(NoticeFailure.Expired.After(notice.Failure)),
        (null, _) => notice.Drop(NoticeFailure.RecipientLeft),
        (_, false) => notice.Drop(NoticeFailure.TemplateMissing),
        ({ OpenId: null or "" }, _) => notice.Drop(NoticeFailure.NoChannel),
        _ => notice,
    };

    private static Notice New(NoticeRound round, Representative person, DateTimeOffset now) =>
        new(new NoticeKey(round, person.Id), NoticeStatus.Planned, now);

    /// <summary>When the next try of these notices is due, or null when none is to be tried again.</summary>
    public static DateTimeOffset? NextTry(IReadOnlyList<NoticeRow> outcomes) =>
        outcomes.Where(row => row.Notice.IsOpen).Min(row => row.Notice.NextAt);

    /// <summary>When the last lease of other workers on the rest of a round ends, or null when none is at it.</summary>
    public static DateTimeOffset? LeaseEnd(NoticeClaim claim, DateTimeOffset now) =>
        claim.Others.Where(notice => notice.IsLeased(now)).Max(notice => notice.NextAt);
}
