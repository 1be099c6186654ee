using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Local.Demo;

/// <summary>When people of the demo district do things.</summary>
internal static class DemoHours
{
    private static readonly (TimeOnly From, int Minutes)[] Office = [(new(9, 0), 170), (new(14, 0), 210)];

    /// <summary>An instant of office hours on the date.</summary>
    public static DateTimeOffset Working(DateOnly date, Dice dice)
    {
        var (from, minutes) = dice.Pick(Office);
        return Within(StationClock.InstantOf(date, from), minutes, dice);
    }

    /// <summary>An instant between half past seven in the morning and half past ten at night.</summary>
    public static DateTimeOffset Awake(DateOnly date, Dice dice) => Within(StationClock.InstantOf(date, new TimeOnly(7, 30)), 15 * 60, dice);

    /// <summary>An instant of the minutes that follow, to the second.</summary>
    public static DateTimeOffset Within(DateTimeOffset from, int minutes, Dice dice) => from.AddSeconds(dice.Below(minutes * 60));

    /// <summary>An instant of office hours, so many working days later; always later than the first.</summary>
    public static DateTimeOffset After(DateTimeOffset first, int workingDays, HolidayCalendar holidays, Dice dice)
    {
        var today = StationClock.DateOf(first);
        var then = Working(holidays.AddWorkingDays(today, workingDays), dice);
        return then > first && holidays.IsWorkingDay(StationClock.DateOf(then)) ? then : Working(holidays.NextWorkingDay(today), dice);
    }
}
