using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Local.Demo;

/// <summary>That somebody hands in an opinion: when and how.</summary>
internal sealed record DemoArrival(DateTimeOffset At, string Channel)
{
    /// <summary>How many in a hundred come in the hours of a reception.</summary>
    private const int AtReceptions = 30;

    // By weight.
    private static readonly string[] Channels = ["wechat", "wechat", "wechat", "wechat", "wechat", "visit", "visit", "phone", "phone", "station", "station"];

    /// <summary>The arrivals of a station in a quarter, in the order of time.</summary>
    public static IEnumerable<DemoArrival> In(Quarter quarter, string stationId, IReadOnlyList<Occasion> receptions, HolidayCalendar holidays)
    {
        var dice = Dice.Of("arrivals", stationId, quarter.ToString());
        return Enumerable.Range(0, Count(stationId, dice)).Select(_ => New(quarter, receptions, holidays, dice)).OrderBy(arrival => arrival.At).ToList();
    }

    /// <summary>A station keeps its temper: three of ten are quiet, one of ten is busy; about 12 a quarter on average.</summary>
    private static int Count(string stationId, Dice dice) => Dice.Of("temper", stationId).Below(10) switch
    {
        < 3 => dice.Between(3, 6),
        < 9 => dice.Between(8, 15),
        _ => dice.Between(30, 44),
    };

    private static DemoArrival New(Quarter quarter, IReadOnlyList<Occasion> receptions, HolidayCalendar holidays, Dice dice)
    {
        if (receptions.Count > 0 && dice.Chance(AtReceptions))
        {
            var reception = dice.Pick(receptions);
            return new(DemoHours.Within(reception.Start, (int)(reception.End - reception.Start).TotalMinutes, dice), "reception");
        }

        var (channel, date) = (dice.Pick(Channels), quarter.First.AddDays(dice.Below(quarter.Last.DayNumber - quarter.First.DayNumber + 1)));
        if (channel == "wechat") return new(DemoHours.Awake(date, dice), channel);
        return new(DemoHours.Working(holidays.IsWorkingDay(date) ? date : InQuarter(date, quarter, holidays), dice), channel);
    }

    /// <summary>The next working day, or the last one before when the quarter would be over.</summary>
    private static DateOnly InQuarter(DateOnly date, Quarter quarter, HolidayCalendar holidays)
    {
        var next = holidays.NextWorkingDay(date);
        if (next <= quarter.Last) return next;
        while (!holidays.IsWorkingDay(date)) date = date.AddDays(-1);
        return date;
    }
}
