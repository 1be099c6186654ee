using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Statistics;

namespace Serverless.Tests.Statistics;

public sealed class ReceptionCountTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    [Theory]
    [InlineData(2026, 1, 1, 1)]
    [InlineData(2026, 2, 2, 1)]
    [InlineData(2026, 3, 1, 0)]
    [InlineData(2026, 4, 2, 0)]
    [InlineData(2025, 2, 2, 0)]
    public void The_rule_and_the_holidays_say_what_is_due_and_what_is_shifted(int year, int number, int due, int shifted) =>
        Assert.Equal(new ReceptionCount(due, 0, shifted, 0), ReceptionCount.Of(Receptions(new Quarter(year, number))));

    [Fact]
    public void The_worked_example_of_the_domain_comes_out()
    {
        var count = ReceptionCount.Of([.. Receptions(SomeReport.Second).Select(Held)]);
        Assert.Equal(new ReceptionCount(Due: 2, Held: 2, Shifted: 1, Cancelled: 0), count);
        Assert.Equal(100m, count.Rate.Percent);
    }

    [Fact]
    public void One_held_in_the_next_quarter_counts_for_its_date_by_rule()
    {
        var december = Receptions(new Quarter(2026, 4))[1];
        var late = Held(december with { Start = december.Start.AddDays(20), End = december.End.AddDays(20) });
        Assert.Equal(new DateOnly(2027, 1, 9), late.Date);
        Assert.Equal(new ReceptionCount(1, 1, 1, 0), ReceptionCount.Of([late]));
    }

    [Fact]
    public void A_cancelled_one_stays_due_and_is_on_no_day()
    {
        var june = Receptions(SomeReport.Second)[1] with { Status = OccasionStatus.Cancelled };
        var count = ReceptionCount.Of([june]);
        Assert.Equal(new ReceptionCount(1, 0, 0, 1), count);
        Assert.Equal(0m, count.Rate.Percent);
    }

    [Fact]
    public void Stations_are_added_up_figure_by_figure()
    {
        var both = new ReceptionCount(2, 1, 1, 0) + new ReceptionCount(1, 1, 0, 1);
        Assert.Equal(new ReceptionCount(3, 2, 1, 1), both);
        Assert.Equal(new Rate(2, 3), both.Rate);
    }

    private static List<Occasion> Receptions(Quarter quarter) =>
        [.. Calendar.InQuarter(quarter).Select(day => Occasion.Of(day, "na001", Calendar.Rules))];

    private static Occasion Held(Occasion occasion) => occasion with { Status = OccasionStatus.Held };
}
