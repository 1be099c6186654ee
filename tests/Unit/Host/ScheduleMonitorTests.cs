using Microsoft.Azure.Functions.Worker;
using Serverless.Local;

namespace Serverless.Tests.Host;

public sealed class ScheduleMonitorTests
{
    private static readonly CronSchedule Daily = CronSchedule.Parse("0 0 0 * * *");
    private static readonly CronSchedule Hourly = CronSchedule.Parse("0 0 * * * *");

    [Fact]
    public void A_first_start_waits_for_the_next_occurrence()
    {
        var (status, isPastDue) = ScheduleMonitor.AtStart(Daily, kept: null, At("2026-11-22T11:30:00Z"));
        Assert.False(isPastDue);
        Assert.Equal((default, Utc("2026-11-23T00:00:00Z"), Utc("2026-11-22T11:30:00Z")), (status.Last, status.Next, status.LastUpdated));
    }

    [Theory]
    [InlineData("2026-11-22T23:59:59Z", false)]
    [InlineData("2026-11-23T00:00:00Z", false)]
    [InlineData("2026-11-23T00:00:01Z", true)]
    [InlineData("2026-12-31T00:00:00Z", true)]
    public void A_start_after_the_kept_next_occurrence_is_past_due(string now, bool isPastDue)
    {
        var kept = Kept(last: "2026-11-22T00:00:00Z", next: "2026-11-23T00:00:00Z", updated: "2026-11-22T00:00:00Z");
        Assert.Equal((kept, isPastDue), ScheduleMonitor.AtStart(Daily, kept, At(now)));
    }

    [Fact]
    public void A_timer_that_never_ran_is_past_due_by_when_it_was_first_seen()
    {
        var kept = Kept(last: null, next: "2026-11-23T00:00:00Z", updated: "2026-11-22T11:30:00Z");
        Assert.True(ScheduleMonitor.AtStart(Daily, kept, At("2026-11-24T00:00:00Z")).IsPastDue);
    }

    [Theory]
    [InlineData("2026-11-22T00:00:00Z")]
    [InlineData(null)]
    public void A_changed_schedule_starts_anew_and_owes_nothing(string? last)
    {
        var kept = Kept(last, next: "2026-11-23T00:00:00Z", updated: "2026-11-22T00:00:00Z");
        var (status, isPastDue) = ScheduleMonitor.AtStart(Hourly, kept, At("2026-11-25T11:30:00Z"));
        Assert.False(isPastDue);
        Assert.Equal((default, Utc("2026-11-25T12:00:00Z"), Utc("2026-11-25T11:30:00Z")), (status.Last, status.Next, status.LastUpdated));
    }

    [Fact]
    public void A_run_counts_from_when_it_began_however_long_it_took()
    {
        var before = Kept(last: null, next: "2026-11-23T00:00:00Z", updated: "2026-11-22T11:30:00Z");
        var after = ScheduleMonitor.AfterRun(Daily, before, At("2026-11-23T00:00:00.020Z"));
        Assert.Equal((Utc("2026-11-23T00:00:00.020Z"), Utc("2026-11-24T00:00:00Z")), (after.Last, after.Next));
    }

    [Fact]
    public void A_timer_that_woke_a_moment_early_does_not_run_twice()
    {
        var before = Kept(last: null, next: "2026-11-23T00:00:00Z", updated: "2026-11-22T11:30:00Z");
        Assert.Equal(Utc("2026-11-24T00:00:00Z"), ScheduleMonitor.AfterRun(Daily, before, At("2026-11-22T23:59:59.990Z")).Next);
    }

    [Fact]
    public void A_run_by_hand_leaves_the_next_occurrence_due()
    {
        var before = Kept(last: null, next: "2026-11-23T00:00:00Z", updated: "2026-11-22T11:30:00Z");
        Assert.Equal(Utc("2026-11-23T00:00:00Z"), ScheduleMonitor.AfterRun(Daily, before, At("2026-11-22T15:00:00Z")).Next);
    }

    private static ScheduleStatus Kept(string? last, string next, string updated) =>
        new() { Last = last is null ? default : Utc(last), Next = Utc(next), LastUpdated = Utc(updated) };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);

    private static DateTime Utc(string text) => At(text).UtcDateTime;
}
