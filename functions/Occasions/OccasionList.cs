using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Occasions;

/// <summary>Lays what staff decided over the calendar's reception days.</summary>
public static class OccasionList
{
    /// <summary>
    /// The receptions of the stations that take place between the two dates, both included, in the order of their date
    /// by rule and station.
    /// </summary>
    /// <param name="calendar">The reception days.</param>
    /// <param name="stations">The stations, in order; what one does not owe by its opening is left out unless staff decided something about it.</param>
    /// <param name="decided">What staff decided; occasions that are not there are as the calendar has them.</param>
    /// <param name="from">The first date, of the years 2000 to 2099.</param>
    /// <param name="to">The last date.</param>
    public static IEnumerable<Occasion> Receptions(
        ReceptionCalendar calendar, IReadOnlyDictionary<StationId, StationOpening> stations, IReadOnlyDictionary<OccasionKey, Occasion> decided, DateOnly from, DateOnly to) =>
        from day in Days(calendar, @from, to)
        from station in stations
        let known = decided.GetValueOrDefault(new OccasionKey(OccasionKind.Reception, day.NominalDate, station.Key))
        where known is not null || station.Value.Owes(day.NominalDate)
        let occasion = Occasion.Of(day, station.Key, calendar.Rules, known)
        where occasion.Date >= @from && occasion.Date <= to
        select occasion;

    /// <summary>True when another of the station's receptions takes place on the occasion's date: a station receives once a day.</summary>
    public static bool TakesDate(IEnumerable<Occasion> others, Occasion occasion) =>
        others.Any(other => other.Id != occasion.Id && other.TakesPlaceOn == occasion.Date);

    /// <summary>The reception days that take place between the two dates, or could have been moved there by staff.</summary>
    public static IEnumerable<ReceptionDay> Days(ReceptionCalendar calendar, DateOnly from, DateOnly to) =>
        calendar.Between(from.AddDays(-ReceptionCalendar.Reach), to.AddDays(ReceptionCalendar.Reach));

    /// <summary>The part of the list a caller wants; the continuation is the key of the last item.</summary>
    public static Outcome<Listing<Occasion>> Cut(IEnumerable<Occasion> occasions, PageRequest page)
    {
        var rest = occasions;
        if (page.Continuation is { } token)
        {
            if (!OccasionKey.TryParse(token, out var last)) return PageRequest.ContinuationInvalid;
            rest = occasions.Where(occasion => After(occasion.Id, last));
        }

        var items = rest.Take(page.Top + 1).ToArray();
        return items.Length <= page.Top ? new Listing<Occasion>(items, null) : Listing<Occasion>.Of(items[..page.Top], items[page.Top - 1].Key);
    }

    private static bool After(OccasionKey key, OccasionKey last) =>
        key.NominalDate > last.NominalDate || (key.NominalDate == last.NominalDate && string.CompareOrdinal(key.StationId, last.StationId) > 0);
}
