using Serverless.Calendar;

namespace Serverless.Tests.Unit.Calendar;

public sealed class HolidayCalendarTests
{
    [Theory]
    [InlineData("2026-02-14", false, true)] // a Saturday that is worked
    [InlineData("2026-02-15", true, false)]
    [InlineData("2026-02-20", true, false)]
    [InlineData("2026-02-23", true, false)]
    [InlineData("2026-02-24", false, true)]
    [InlineData("2026-02-28", false, true)] // a Saturday that is worked
    [InlineData("2026-03-07", false, false)] // a plain Saturday
    [InlineData("2026-03-09", false, true)]
    [InlineData("2025-10-08", true, false)]
    [InlineData("2025-10-11", false, true)]
    [InlineData("2024-01-01", true, false)]
    [InlineData("2024-05-11", false, true)]
    public void Holidays_and_make_up_days_are_as_announced(string date, bool holiday, bool working)
    {
        Assert.Equal(holiday, HolidayCalendar.Official.IsHoliday(DateOnly.Parse(date)));
        Assert.Equal(working, HolidayCalendar.Official.IsWorkingDay(DateOnly.Parse(date)));
    }

    [Theory]
    [InlineData(2023, false)]
    [InlineData(2024, true)]
    [InlineData(2025, true)]
    [InlineData(2026, true)]
    [InlineData(2027, false)]
    public void A_year_is_known_when_it_was_announced(int year, bool known) => Assert.Equal(known, HolidayCalendar.Official.Knows(year));

    [Theory]
    // Off by law in every year, whatever is announced around them.
    [InlineData("2027-01-01", false)]
    [InlineData("2028-05-01", false)]
    [InlineData("2028-05-02", false)]
    [InlineData("2027-10-01", false)]
    [InlineData("2028-10-03", false)]
    // The lunar New Year of 2027 and what is announced around a holiday nobody guesses at.
    [InlineData("2027-02-08", true)]
    [InlineData("2027-10-04", true)]
    [InlineData("2027-10-02", false)]
    public void An_unknown_year_has_weekends_and_the_days_that_are_off_every_year(string date, bool working) =>
        Assert.Equal(working, HolidayCalendar.Official.IsWorkingDay(DateOnly.Parse(date)));

    [Theory]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-14", 1, "2026-02-24")]
    [InlineData("2026-02-13", 3, "2026-02-25")]
    [InlineData("2026-02-27", 1, "2026-02-28")]
    [InlineData("2026-02-27", 2, "2026-03-02")]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-11-20", 3, "2026-11-25")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-11-21", 0, "2026-11-21")]
    public void Working_days_are_counted_from_the_day_after(string from, int days, string date) =>
        Assert.Equal(DateOnly.Parse(date), HolidayCalendar.Official.AddWorkingDays(DateOnly.Parse(from), days));

    [Fact]
    public void Working_days_cannot_be_counted_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HolidayCalendar.Official.AddWorkingDays(new DateOnly(2026, 1, 5), -1));

    [Fact]
    public void Every_make_up_day_is_a_weekend_and_no_holiday_is_worked()
    {
        for (var date = new DateOnly(2024, 1, 1); date.Year < 2027; date = date.AddDays(1))
        {
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            if (HolidayCalendar.Official.IsHoliday(date)) Assert.False(HolidayCalendar.Official.IsWorkingDay(date), $"{date}");
            else if (!weekend) Assert.True(HolidayCalendar.Official.IsWorkingDay(date), $"{date}");
        }
    }
}
