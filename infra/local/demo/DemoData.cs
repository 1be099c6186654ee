using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Local.Demo;

/// <summary>
/// The demo district as it stands at the beginning of a date: made up, and the same for the same date. A later date of
/// the same quarter continues the story.
/// </summary>
/// <param name="Places">Every station in the order of ids.</param>
/// <param name="People">Every representative in the order of ids.</param>
/// <param name="Receptions">The reception days of both quarters, by date and station.</param>
/// <param name="Notices">What the people were told of the last reception that took place and of those ahead.</param>
/// <param name="Lives">The opinions of both quarters, by station.</param>
/// <param name="Quarters">The quarter before, and the date's.</param>
internal sealed record DemoData(
    IReadOnlyList<DemoPlace> Places, IReadOnlyList<Representative> People, IReadOnlyList<DemoReception> Receptions,
    IReadOnlyList<Notice> Notices, ILookup<string, DemoLife> Lives, IReadOnlyList<Quarter> Quarters)
{
    /// <param name="today">What happens from this date on has not happened yet.</param>
    /// <param name="calendar">The reception days.</param>
    /// <param name="holidays">The working days.</param>
    public static DemoData Of(DateOnly today, ReceptionCalendar calendar, HolidayCalendar holidays)
    {
        var (places, quarter, cut) = (DemoPlace.All(), Quarter.Of(today), StationClock.InstantOf(today));
        var people = DemoPeople.Of(places);
        var members = people.SelectMany(person => person.StationIds, (person, station) => (person, station)).ToLookup(pair => pair.station, pair => pair.person);
        Quarter[] quarters = [quarter.Previous, quarter];
        var days = quarters.SelectMany(calendar.InQuarter).ToList();
        var receptions = days.SelectMany(day => places.Select((place, index) =>
            DemoReception.Of(day, place.Station.StationId, index + 1, calendar.Rules, holidays))).ToList();
        var last = days.FindLast(day => day.Date < today)?.NominalDate;
        return new DemoData(
            places, people, [.. receptions.Select(reception => reception.Until(cut))],
            [.. receptions.Select(reception => reception.Occasion).Where(occasion => occasion.NominalDate >= last)
                .SelectMany(occasion => DemoNotices.Of(occasion, members[occasion.StationId], cut))],
            Tell(places, members, receptions, quarters, cut, holidays), quarters);
    }

    private static ILookup<string, DemoLife> Tell(
        IReadOnlyList<DemoPlace> places, ILookup<StationId, Representative> members, IReadOnlyList<DemoReception> receptions,
        Quarter[] quarters, DateTimeOffset cut, HolidayCalendar holidays)
    {
        var open = receptions.Select(reception => reception.Occasion).Where(occasion => occasion.Status != OccasionStatus.Cancelled)
            .ToLookup(occasion => (occasion.StationId, Quarter.Of(occasion.NominalDate)));
        var lives =
            from place in places
            let people = members[place.Station.StationId].Select(person => person.Id).ToArray()
            from quarter in quarters
            from life in new DemoLives(place, people, quarter, holidays).Tell([.. open[(place.Station.StationId, quarter)]])
            select life.Until(cut);
        return lives.OfType<DemoLife>().ToLookup(life => life.Opinion.StationId.ToString());
    }
}
