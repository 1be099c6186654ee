using Serverless.Statistics;

namespace Serverless.Tests.Statistics;

public sealed class ReportRevisionTests
{
    private static readonly StationReport Open = SomeReport.A();
    private static readonly StationReport Final = Open with { Frozen = true };
    private static readonly StationReport Later = Final.With("receptions.held", 1).With("receptions.cancelled", 1);

    [Fact]
    public void The_first_count_is_revision_one() => Assert.Same(Open, ReportRevision.Next(null, Open));

    [Fact]
    public void A_final_quarter_that_was_never_counted_begins_with_revision_one() => Assert.Equal(1, ReportRevision.Next(null, Final)!.Revision);

    [Fact]
    public void Until_it_is_final_a_report_is_replaced_and_stays_revision_one()
    {
        var next = ReportRevision.Next(Open, Later with { Frozen = false })!;
        Assert.Equal((1, 1), (next.Revision, next["receptions.held"]));
        Assert.Null(next.Changes);
    }

    [Fact]
    public void An_unchanged_open_report_is_written_with_its_new_time() =>
        Assert.Equal(Open.ComputedAt!.Value.AddHours(1), ReportRevision.Next(Open, Open with { ComputedAt = Open.ComputedAt.Value.AddHours(1) })!.ComputedAt);

    [Fact]
    public void A_final_report_that_says_the_same_stays_as_it_is() =>
        Assert.Null(ReportRevision.Next(Final, Final with { ComputedAt = Final.ComputedAt!.Value.AddDays(40), Name = "新名称" }));

    [Fact]
    public void The_last_count_before_the_freeze_is_replaced_by_the_first_after_it_which_is_final() => Assert.Equal(1, ReportRevision.Next(Open, Final)!.Revision);

    [Fact]
    public void A_final_report_that_says_something_else_is_the_next_revision_and_lists_what_changed()
    {
        var next = ReportRevision.Next(Final, Later)!;
        Assert.Equal(2, next.Revision);
        Assert.Equal([new ReportChange(2, "receptions.held", 2, 1), new ReportChange(2, "receptions.cancelled", 0, 1)], next.Changes);
    }

    [Fact]
    public void What_an_idle_app_did_not_count_before_the_freeze_is_no_revision()
    {
        var next = ReportRevision.Next(Open, Later)!;
        Assert.Equal((1, 1), (next.Revision, next["receptions.held"]));
        Assert.Null(next.Changes);
    }

    [Fact]
    public void Every_revision_keeps_the_changes_before_it()
    {
        var second = ReportRevision.Next(Final, Later)!;
        var third = ReportRevision.Next(second with { Frozen = true }, Final)!;
        Assert.Equal(3, third.Revision);
        Assert.Equal([2, 2, 3, 3], third.Changes!.Select(change => change.Revision));
        Assert.Null(ReportRevision.Next(third, Final));
    }

    [Theory]
    [InlineData("representatives.opinions.r001", 14, 13)]
    [InlineData("opinions.bySource.wechat", 12, 11)]
    [InlineData("opinions.bySource.visit", 0, 2)]
    [InlineData("opinions.byCategory.道路", 0, 1)]
    public void What_a_figure_is_made_up_of_counts_too(string key, int was, int now) =>
        Assert.Equal([new ReportChange(2, key, was, now)], ReportRevision.Next(Final, Final.With(key, now))!.Changes);

    [Fact]
    public void A_figure_that_an_older_version_did_not_count_is_filled_in_and_revises_nothing()
    {
        var old = Final with { Counts = Final.Counts.Where(count => !count.Key.StartsWith("opinions.bySource") && count.Key != "receptions.missed").ToDictionary(), Revision = 4 };
        var next = ReportRevision.Next(old, Final)!;
        Assert.Equal((4, 12), (next.Revision, next["opinions.bySource.wechat"]));
        Assert.Null(next.Changes);
    }

    [Fact]
    public void A_figure_that_only_a_newer_version_counts_changes_nothing() => Assert.Null(ReportRevision.Next(Final.With("ballots.cast", 9), Final));
}
