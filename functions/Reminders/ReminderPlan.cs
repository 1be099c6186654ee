using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
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
            .Select(occasion => new DueReception(occasion.NominalDate, occasion.Date, day.DayNumber - occasion.Date.DayNumber, occasion.Id.StationId));
        return [.. regular, .. moved];

        bool IsMoved(Occasion occasion) =>
            occasion is { Kind: OccasionKind.Reception, Status: OccasionStatus.Planned }
            && calendar.OnNominalDate(occasion.NominalDate)?.Date != occasion.Date;
    }

    /// <summary>One order for each station and reception that is due there.</summary>
    public static IEnumerable<ReminderOrder> Orders(IReadOnlyList<DueReception> due, IReadOnlyList<Station> stations, bool again) =>
        from station in stations
        from reception in due
        where (reception.StationId is null || reception.StationId == station.StationId) && station.Owes(reception.NominalDate) && station.Owes(reception.Date)
        select new ReminderOrder(
            new OccasionKey(OccasionKind.Reception, reception.NominalDate, station.StationId), station.Name, reception.Date, reception.OffsetDays, again);

    /// <summary>
    /// Why an order is not to be served any more, or null: its reception was cancelled, was held early, takes place on another
    /// date by now, or a nearer reminder of it is due.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="occasion">The reception as it is now; null when there is none any more.</param>
    /// <param name="offsets">How far ahead people are reminded, in days, 0 or negative.</param>
    /// <param name="today">The local date.</param>
    public static NoticeFailure? Hindrance(ReminderOrder order, Occasion? occasion, IReadOnlyList<int> offsets, DateOnly today) => occasion switch
    {
        null or { Status: OccasionStatus.Cancelled } => NoticeFailure.OccasionCancelled,
        { Status: OccasionStatus.Held } => NoticeFailure.Expired,
        _ when occasion.Date != order.Date => NoticeFailure.OccasionMoved,
        _ when offsets.Any(offset => offset > order.OffsetDays && order.Date.AddDays(offset) <= today) => NoticeFailure.Superseded,
        _ => null,
    };
}
