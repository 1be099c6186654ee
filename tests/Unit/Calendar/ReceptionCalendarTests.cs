using Serverless.Calendar;

namespace Serverless.Tests.Unit.Calendar;

public sealed class ReceptionCalendarTests
{
    [Theory]
    [InlineData("2024Q1", "2024-02-20")]
    [InlineData("2024Q2", "2024-04-20 2024-06-20")] // 2024-04-20 is a plain Saturday
    [InlineData("2024Q3", "2024-08-20")]
    [InlineData("2024Q4", "2024-10-20 2024-12-20")] // 2024-10-20 is a plain Sunday
    [InlineData("2025Q1", "2025-02-20")]
    [InlineData("2025Q2", "2025-04-20 2025-06-20")]
    [InlineData("2025Q3", "2025-08-20")]
    [InlineData("2025Q4", "2025-10-20 2025-12-20")]
    [InlineData("2026Q1", "2026-02-24")]
    [InlineData("2026Q2", "2026-04-20 2026-06-22")]
    [InlineData("2026Q3", "2026-08-20")]
    [InlineData("2026Q4", "2026-10-20 2026-12-20")]
    public void A_quarter_has_the_twentieths_of_its_even_months_moved_by_holidays(string quarter, string dates)
    {
        var days = Usual().InQuarter(Read(quarter)).ToArray();
        Assert.Equal(dates.Split(' ').Select(DateOnly.Parse), days.Select(day => day.Date));
        Assert.All(days, day => Assert.Equal((20, true, day.Date != day.NominalDate, null), (day.NominalDate.Day, Read(quarter) == Quarter.Of(day.NominalDate), day.Shifted, day.Warning)));
    }

    [Theory]
    [InlineData(ShiftPolicy.None, "2026-02-20", "2026-02-20")]
    [InlineData(ShiftPolicy.StatutoryOnly, "2026-02-20", "2026-02-24")]
    [InlineData(ShiftPolicy.NonWorkingDay, "2026-02-20", "2026-02-24")]
    [InlineData(ShiftPolicy.None, "2026-06-20", "2026-06-20")]
    [InlineData(ShiftPolicy.StatutoryOnly, "2026-06-20", "2026-06-22")]
    [InlineData(ShiftPolicy.NonWorkingDay, "2026-06-20", "2026-06-22")]
    [InlineData(ShiftPolicy.StatutoryOnly, "2026-12-20", "2026-12-20")] // a plain Sunday
    [InlineData(ShiftPolicy.NonWorkingDay, "2026-12-20", "2026-12-21")]
    [InlineData(ShiftPolicy.NonWorkingDay, "2024-04-20", "2024-04-22")]
    [InlineData(ShiftPolicy.NonWorkingDay, "2026-04-20", "2026-04-20")]
    public void A_policy_decides_what_moves(ShiftPolicy policy, string nominal, string date)
    {
        var day = Official(new ReceptionRules { Shift = policy }).OnNominalDate(DateOnly.Parse(nominal));
        Assert.Equal(new ReceptionDay(DateOnly.Parse(nominal), DateOnly.Parse(date), nominal != date, null), day);
    }

    [Fact]
    public void A_shift_lands_on_a_make_up_day_before_the_next_monday()
    {
        var calendar = With("""{"years":{"2026":{"off":["2026-04-18/2026-04-24"],"work":["2026-04-25"]}}}""");
        Assert.Equal(new DateOnly(2026, 4, 25), calendar.OnNominalDate(new DateOnly(2026, 4, 20))!.Date);
    }

    [Theory]
    [InlineData(ShiftPolicy.StatutoryOnly)]
    [InlineData(ShiftPolicy.NonWorkingDay)]
    public void A_sunday_that_is_worked_is_no_reason_to_move(ShiftPolicy policy)
    {
        // 2026-09-20 makes up for a day of the Mid-Autumn holiday.
        var day = Official(new ReceptionRules { Months = [9], Shift = policy }).InQuarter(new Quarter(2026, 3)).Single();
        Assert.Equal((new DateOnly(2026, 9, 20), false), (day.Date, day.Shifted));
    }

    [Fact]
    public void A_shift_out_of_its_month_still_counts_for_its_month()
    {
        var calendar = With("""{"years":{"2026":{"off":["2026-06-19/2026-07-05"],"work":[]}}}""");
        var second = calendar.InQuarter(new Quarter(2026, 2)).Last();
        Assert.Equal((new DateOnly(2026, 6, 20), new DateOnly(2026, 7, 6)), (second.NominalDate, second.Date));
        Assert.Single(calendar.InQuarter(new Quarter(2026, 3)));
        Assert.Equal(second, calendar.OnDate(new DateOnly(2026, 7, 6)));
        Assert.Null(calendar.OnDate(new DateOnly(2026, 6, 20)));
    }

    [Theory]
    [InlineData(ShiftPolicy.StatutoryOnly)]
    [InlineData(ShiftPolicy.NonWorkingDay)]
    public void An_unknown_year_warns_and_does_not_guess(ShiftPolicy policy)
    {
        // 2027-02-20 is a Saturday: only an announcement can tell whether it is worked.
        var day = Official(new ReceptionRules { Shift = policy }).InQuarter(new Quarter(2027, 1)).Single();
        Assert.Equal((new DateOnly(2027, 2, 20), false), (day.Date, day.Shifted));
        Assert.Contains("2027年", day.Warning);
    }

    [Fact]
    public void An_unknown_year_is_nothing_to_a_day_that_never_moves() =>
        Assert.Null(Official(new ReceptionRules { Shift = ShiftPolicy.None }).InQuarter(new Quarter(2027, 1)).Single().Warning);

    [Fact]
    public void A_shift_into_an_unknown_year_warns_and_does_not_guess()
    {
        var calendar = With("""{"years":{"2026":{"off":["2026-12-19/2026-12-31"],"work":[]}}}""");
        var day = calendar.InQuarter(new Quarter(2026, 4)).Last();
        Assert.Equal((new DateOnly(2026, 12, 20), false), (day.Date, day.Shifted));
        Assert.Contains("2027年", day.Warning);
    }

    [Theory]
    [InlineData("2026-02-20", null)]
    [InlineData("2026-02-24", "2026-02-20")]
    [InlineData("2026-06-22", "2026-06-20")]
    [InlineData("2026-12-20", "2026-12-20")]
    [InlineData("2026-11-20", null)]
    [InlineData("2026-12-21", null)]
    public void A_date_has_the_reception_that_takes_place_on_it(string date, string? nominal) =>
        Assert.Equal(nominal, Usual().OnDate(DateOnly.Parse(date))?.NominalDate.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData("2026-02-20", "2026-02-20", 1)]
    [InlineData("2026-02-21", "2026-02-24", 0)] // by date by rule, not by the day it is held
    [InlineData("2026-02-20", "2026-04-19", 1)]
    [InlineData("2026-02-20", "2026-04-20", 2)]
    [InlineData("2026-01-01", "2026-12-31", 6)]
    [InlineData("2026-12-21", "2027-02-19", 0)]
    [InlineData("2026-12-31", "2026-01-01", 0)]
    public void Between_takes_both_ends(string from, string to, int count) =>
        Assert.Equal(count, Usual().Between(DateOnly.Parse(from), DateOnly.Parse(to)).Count());

    [Fact]
    public void Months_and_day_are_the_rules_to_set()
    {
        var odd = Official(new ReceptionRules { Months = [1, 3, 5, 7, 9, 11], Day = 15 });
        Assert.Equal(["2026-01-15", "2026-03-15"], odd.InQuarter(new Quarter(2026, 1)).Select(day => day.Date.ToString("yyyy-MM-dd")));
    }

    private static ReceptionCalendar Usual() => Official(new ReceptionRules());

    private static ReceptionCalendar Official(ReceptionRules rules) => new(rules, HolidayCalendar.Official);

    private static ReceptionCalendar With(string json) => new(new ReceptionRules(), HolidayCalendar.Parse(System.Text.Encoding.UTF8.GetBytes(json)));

    private static Quarter Read(string text) => new(int.Parse(text[..4]), text[5] - '0');
}
