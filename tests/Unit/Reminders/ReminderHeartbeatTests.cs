using Serverless.Platform;
using Serverless.Reminders;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderHeartbeatTests
{
    private static readonly DateOnly Today = new(2026, 12, 20);
    private static readonly DateTimeOffset LastNight = At(20, 50).AddDays(-1);

    [Fact]
    public void A_days_beats_go_over_it_at_these_minutes_and_no_others() =>
        Assert.Equal(["08:05", "08:10", "08:20", "08:40", "10:00", "14:00", "20:50"], Beats(LastNight, _ => true));

    [Fact]
    public void What_fails_is_made_up_at_the_next_beat_and_costs_no_other() => Assert.Equal(
        ["08:05", "08:10", "08:15", "08:20", "08:40", "10:00", "10:05", "10:10", "10:15", "10:20", "14:00", "20:50"],
        Beats(LastNight, beat => beat < At(8, 10) || beat is { Hour: 8, Minute: >= 15 } || beat >= At(10, 20)));

    [Theory]
    [InlineData(8, 5, 2)]
    [InlineData(8, 10, 1)]
    [InlineData(20, 50, 1)]
    public void The_first_time_of_a_day_looks_at_the_day_before_as_well(int hour, int minute, int days) =>
        Assert.Equal(days, ReminderHeartbeat.DaysToResume(At(hour, minute), hour == 8 && minute == 5 ? LastNight : At(8, 5), false).Count);

    [Fact]
    public void A_first_time_that_comes_late_looks_at_the_day_before_as_well() =>
        Assert.Equal([Today.AddDays(-1), Today], ReminderHeartbeat.DaysToResume(At(13, 0), LastNight, false));

    [Fact]
    public void What_was_never_gone_over_is_gone_over_now() => Assert.Equal(2, ReminderHeartbeat.DaysToResume(At(9, 0), null, false).Count);

    [Fact]
    public void A_beat_that_comes_some_seconds_late_counts_as_its_own() =>
        Assert.Equal([Today], ReminderHeartbeat.DaysToResume(At(8, 20).AddSeconds(50), At(8, 10).AddSeconds(2), false));

    [Fact]
    public void After_an_outage_both_days_are_gone_over_at_once() =>
        Assert.Equal([Today.AddDays(-1), Today], ReminderHeartbeat.DaysToResume(At(15, 35), At(14, 0), true));

    [Theory]
    [InlineData(21, 0)]
    [InlineData(7, 55)]
    [InlineData(0, 0)]
    public void In_the_quiet_hours_nothing_is_gone_over(int hour, int minute) => Assert.Empty(ReminderHeartbeat.DaysToResume(At(hour, minute), null, true));

    [Theory]
    [InlineData(0, 8, 0, false)]
    [InlineData(0, 20, 49, false)]
    [InlineData(0, 20, 50, true)]
    [InlineData(1, 8, 0, true)]
    [InlineData(-6, 20, 50, false)]
    public void A_day_is_over_with_its_last_beat(int days, int hour, int minute, bool over) =>
        Assert.Equal(over, ReminderHeartbeat.IsOver(Today, At(hour, minute).AddDays(days)));

    /// <summary>At which of a day's heartbeats anything is gone over, when each succeeds or fails so.</summary>
    private static List<string> Beats(DateTimeOffset? last, Func<DateTimeOffset, bool> succeeds)
    {
        var beats = new List<string>();
        for (var beat = At(8, 0); beat < At(21, 0); beat = beat.AddMinutes(5))
        {
            if (ReminderHeartbeat.DaysToResume(beat, last, false).Count == 0) continue;
            beats.Add($"{beat:HH:mm}");
            if (succeeds(beat)) last = beat;
        }

        return beats;
    }

    private static DateTimeOffset At(int hour, int minute) => StationClock.InstantOf(Today, new TimeOnly(hour, minute));
}
