using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

public sealed class ReportFreezeTests
{
    private static readonly ReportFreeze Usual = new(10);

    [Theory]
    [InlineData(2026, 4, "2027-01-10")]
    [InlineData(2026, 1, "2026-04-10")]
    [InlineData(2026, 2, "2026-07-10")]
    [InlineData(2026, 3, "2026-10-10")]
    public void A_report_is_final_from_the_tenth_day_after_its_quarter(int year, int number, string from)
    {
        var (quarter, day) = (new Quarter(year, number), DateOnly.Parse(from));
        Assert.Equal(day, Usual.From(quarter));
        Assert.False(Usual.IsFrozen(quarter, day.AddDays(-1)));
        Assert.True(Usual.IsFrozen(quarter, day));
    }

    [Theory]
    [InlineData("2026-12-31", "2026Q4")]
    [InlineData("2027-01-01", "2026Q4 2027Q1")]
    [InlineData("2027-01-09", "2026Q4 2027Q1")]
    [InlineData("2027-01-10", "2027Q1")]
    [InlineData("2026-04-09", "2026Q1 2026Q2")]
    [InlineData("2026-04-10", "2026Q2")]
    public void The_running_quarter_is_counted_and_the_one_before_until_it_is_final(string today, string quarters) =>
        Assert.Equal(quarters, string.Join(' ', Usual.Open(DateOnly.Parse(today))));

    [Theory]
    [InlineData(null, 10)]
    [InlineData("", 10)]
    [InlineData("1", 1)]
    [InlineData("60", 60)]
    public void The_day_is_a_setting(string? text, int day) => Assert.Equal(day, StatisticsOptions.From(An.Environment(("Statistics__FreezeDay", text))).Day);

    [Theory]
    [InlineData("0")]
    [InlineData("61")]
    [InlineData("-3")]
    [InlineData("ten")]
    public void A_day_that_is_none_stops_the_start_and_is_named(string text) =>
        Assert.Equal("Statistics__FreezeDay", Assert.Throws<SettingException>(() => StatisticsOptions.From(An.Environment(("Statistics__FreezeDay", text)))).Setting);
}
