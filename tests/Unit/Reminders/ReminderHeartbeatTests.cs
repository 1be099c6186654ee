using Serverless.Platform;
using Serverless.Reminders;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderHeartbeatTests
{
    private static readonly DateOnly Today = new(2026, 12, 20);

    [Fact]
    public void A_days_beats_go_over_it_at_these_minutes_and_no_others()
    {
        var beats = Enumerable.Range(0, 13 * 12).Select(step => At(8, 0).AddMinutes(5 * step)).Where(beat => ReminderHeartbeat.DaysToResume(beat, false).Count > 0);
        Assert.Equal(["08:05", "08:10", "08:20", "08:40", "09:20", "10:40", "13:20", "18:40", "20:50"], beats.Select(beat => beat.ToString("HH:mm")));
    }

    [Theory]
    [InlineData(8, 5, 2)]
    [InlineData(8, 10, 1)]
    [InlineData(20, 50, 1)]
    public void The_first_beat_of_a_day_looks_at_the_day_before_as_well(int hour, int minute, int days) =>
        Assert.Equal(days, ReminderHeartbeat.DaysToResume(At(hour, minute), false).Count);

    [Fact]
    public void A_beat_that_comes_some_seconds_late_counts_as_its_own() =>
        Assert.Equal([Today], ReminderHeartbeat.DaysToResume(At(8, 20).AddSeconds(50), false));

    [Fact]
    public void After_an_outage_both_days_are_gone_over_at_once() =>
        Assert.Equal([Today.AddDays(-1), Today], ReminderHeartbeat.DaysToResume(At(15, 35), true));

    [Theory]
    [InlineData(21, 0)]
    [InlineData(7, 55)]
    [InlineData(0, 0)]
    public void In_the_quiet_hours_nothing_is_gone_over(int hour, int minute) => Assert.Empty(ReminderHeartbeat.DaysToResume(At(hour, minute), true));

    private static DateTimeOffset At(int hour, int minute) => StationClock.InstantOf(Today, new TimeOnly(hour, minute));
}
