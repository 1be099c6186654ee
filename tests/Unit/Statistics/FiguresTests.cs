using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Statistics;
using static Serverless.Tests.Statistics.SomeReport;

namespace Serverless.Tests.Statistics;

public sealed class FiguresTests
{
    [Fact]
    public void The_worked_example_of_the_domain_comes_out()
    {
        var report = A();
        Assert.Equal([2, 2, 1, 0, 0], Values(report, "receptions.due", "receptions.held", "receptions.shifted", "receptions.cancelled", "receptions.missed"));
        Assert.Equal([5, 20, 2, 1, 1, 15, 6], Values(report, [.. "openAtStart received merged rejected withdrawn closed openAtEnd".Split(' ').Select(name => $"opinions.{name}")]));
        Assert.Equal(100m, Rate(report, "receptions.rate").Percent);
    }

    [Fact]
    public void Every_figure_has_a_place_and_a_name_of_its_own_and_a_group_of_the_domain()
    {
        Assert.Distinct(Figures.All.Select(figure => figure.Key));
        Assert.Distinct(Figures.All.SelectMany(figure => figure.Columns(A())).Select(column => column.Title));
        Assert.All(Figures.All, figure => Assert.Matches(@"^([a-z][A-Za-z]+\.)?[a-z][A-Za-z]+$", figure.Key));
        Assert.All(Figures.All, figure => Assert.Matches(@"^G([0-9]|1[0-3])$", figure.Group));
        Assert.All(Figures.All, figure => Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}", figure.Name));
    }

    [Fact]
    public void Sorts_beyond_the_sixty_largest_are_one_and_none_is_lost()
    {
        var large = Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(Receipt(category: $"类别{i}"), 2));
        var counts = Figures.Count(Facts with { Received = [.. large, .. Enumerable.Range(60, 1040).Select(i => Receipt(category: $"类别{i}"))] });
        var parts = counts.Where(count => count.Key.StartsWith("opinions.byCategory.")).ToDictionary();
        Assert.Equal((61, 1040, 2), (parts.Count, parts["opinions.byCategory.others"], parts["opinions.byCategory.类别7"]));
        Assert.Equal(1160, parts.Values.Sum());
    }

    [Fact]
    public void A_report_tells_of_every_figure_that_it_was_counted_even_when_nothing_happened() =>
        Assert.All(Figures.All.Where(figure => figure is not DerivedFigure), figure => Assert.Equal(0, Figures.Count(Facts)[figure.Key]));

    [Theory]
    [InlineData(2026, 1, 1, 1)]
    [InlineData(2026, 2, 2, 1)]
    [InlineData(2026, 3, 1, 0)]
    [InlineData(2026, 4, 2, 0)]
    [InlineData(2025, 2, 2, 0)]
    public void The_rule_and_the_holidays_say_which_receptions_are_due_and_which_are_shifted(int year, int number, int due, int shifted) =>
        Assert.Equal([due, shifted], Values(Of(Facts with { Receptions = Receptions(new Quarter(year, number)) }), "receptions.due", "receptions.shifted"));

    [Fact]
    public void A_reception_held_in_the_next_quarter_counts_for_its_date_by_rule()
    {
        var december = Receptions(new Quarter(2026, 4))[1];
        var late = december with { Start = december.Start.AddDays(20), End = december.End.AddDays(20), Status = OccasionStatus.Held };
        Assert.Equal(new DateOnly(2027, 1, 9), late.Date);
        Assert.Equal([1, 1, 1], Values(Of(Facts with { Receptions = [late] }), "receptions.due", "receptions.held", "receptions.shifted"));
    }

    [Fact]
    public void A_cancelled_reception_stays_due_and_is_on_no_day()
    {
        var report = Of(Facts with { Receptions = [Receptions(Second)[1] with { Status = OccasionStatus.Cancelled }] });
        Assert.Equal([1, 0, 0, 1, 0], Values(report, "receptions.due", "receptions.held", "receptions.shifted", "receptions.cancelled", "receptions.missed"));
        Assert.Equal(0m, Rate(report, "receptions.rate").Percent);
    }

    [Theory]
    [InlineData("2026-04-20", 0)]
    [InlineData("2026-04-21", 1)]
    [InlineData("2026-06-22", 1)]
    [InlineData("2026-06-23", 2)]
    public void A_reception_nobody_said_anything_about_is_missed_from_the_day_after(string today, int missed) =>
        Assert.Equal(missed, Of(Facts with { Receptions = Receptions(Second), Today = DateOnly.Parse(today) })["receptions.missed"]);

    [Theory]
    [InlineData(OpinionStatus.Received, OpinionStatus.Answered, 0)]
    [InlineData(OpinionStatus.Received, OpinionStatus.Escalated, 0)]
    [InlineData(OpinionStatus.Answered, OpinionStatus.Closed, 1)]
    [InlineData(OpinionStatus.Closed, OpinionStatus.Closed, 0)]
    [InlineData(OpinionStatus.Merged, OpinionStatus.Withdrawn, 0)]
    public void Only_the_step_from_open_to_not_open_leaves_the_flow(OpinionStatus from, OpinionStatus to, int left) =>
        Assert.Equal(3 - left, Of(Facts with { OpenAtStart = 3, Journal = [Step(from, to)] })["opinions.openAtEnd"]);

    [Fact]
    public void Received_opinions_are_counted_by_channel_and_by_the_category_they_had_at_intake()
    {
        var report = Of(Facts with { Received = [Receipt("wechat", "道路"), Receipt("reception"), Receipt("wechat", "一.二")] });
        Assert.Equivalent(new Dictionary<string, int> { ["reception"] = 1, ["wechat"] = 2 }, Value(report, "opinions.bySource"), strict: true);
        Assert.Equivalent(new Dictionary<string, int> { ["uncategorised"] = 1, ["一.二"] = 1, ["道路"] = 1 }, Value(report, "opinions.byCategory"), strict: true);
    }

    [Fact]
    public void Whoever_was_given_no_opinion_is_idle_and_a_guest_who_was_is_nobodys_idler()
    {
        var roster = new Dictionary<PersonId, string> { [Person("r001")] = "张三", [Person("r002")] = "李四" };
        Assert.Equal(1, Value(Of(Facts with { People = roster, Received = [Receipt(person: "r001"), Receipt(person: "r009"), Receipt()] }), "zeroActive"));
    }

    [Fact]
    public void Planned_are_all_notices_there_ever_were_and_sent_all_the_channel_ever_took()
    {
        var report = Of(Facts with
        {
            Notices =
            [
                new(NoticeStatus.Planned, false), new(NoticeStatus.Sent, true), new(NoticeStatus.Delivered, true), new(NoticeStatus.Delivered, true),
                new(NoticeStatus.Failed, true), new(NoticeStatus.Failed, false), new(NoticeStatus.Failed, false), new(NoticeStatus.Dead, false),
            ],
        });
        Assert.Equal([8, 4, 2, 3, 1], Values(report, "notices.planned", "notices.sent", "notices.delivered", "notices.failed", "notices.dead"));
        Assert.Equal(new Rate(2, 4), Rate(report, "notices.deliverRate"));
    }

    [Fact]
    public void Without_a_sent_notice_there_is_no_rate() => Assert.Null(Rate(Of(Facts with { Notices = [new(NoticeStatus.Planned, false)] }), "notices.deliverRate").Percent);

    private static IEnumerable<int> Values(StationReport report, params string[] keys) => keys.Select(key => report[key]);

    private static object? Value(StationReport report, string key) => Figures.All.Single(figure => figure.Key == key).Value(report);

    private static Rate Rate(StationReport report, string key) => (Rate)Value(report, key)!;
}
