using Serverless.Calendar;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionIntakeTests
{
    // 23:59:58 on the last day of the third quarter, in Shanghai.
    private static readonly DateTimeOffset Sent = new(2026, 9, 30, 23, 59, 58, StationClock.Offset);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(3600)]
    [InlineData(11 * 3600)]
    public void However_late_a_push_is_delivered_it_has_the_day_the_number_and_the_quarter_it_was_sent_in(int seconds)
    {
        var opinion = Receive(Sent, Sent.AddSeconds(seconds));
        Assert.Equal((Sent, new DateOnly(2026, 9, 30)), (opinion.ReceivedAt, opinion.Number.Day));
        Assert.Equal(Receive(Sent, Sent).Number, opinion.Number);
        Assert.Equal(new Quarter(2026, 3), Quarter.Of(opinion.ReceivedAt));
    }

    [Fact]
    public void A_clock_that_is_ahead_by_minutes_is_believed_so_that_its_repeat_after_midnight_is_the_same()
    {
        var ahead = Sent.AddSeconds(5);
        Assert.Equal(Receive(ahead, Sent).Number, Receive(ahead, Sent.AddSeconds(9)).Number);
        Assert.Equal(new DateOnly(2026, 10, 1), Receive(ahead, Sent).Number.Day);
    }

    [Theory]
    [InlineData(-13)]
    [InlineData(1)]
    [InlineData(24 * 365)]
    public void An_instant_far_from_now_is_nobodys_and_then_it_is_now(int hoursFromNow) =>
        Assert.Equal(Sent, Receive(Sent.AddHours(hoursFromNow), Sent).ReceivedAt);

    [Fact]
    public void The_day_is_Shanghais_whatever_offset_the_instant_has() =>
        Assert.Equal(new DateOnly(2026, 2, 20), Receive(new DateTimeOffset(2026, 2, 19, 17, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 19, 17, 0, 1, TimeSpan.Zero)).Number.Day);

    [Fact]
    public void Somebody_takes_it_up_within_three_working_days_of_its_day() =>
        // 25 September is a Friday; 1 to 7 October are off, and 10 October is worked.
        Assert.Equal(new DateOnly(2026, 9, 30), Receive(new DateTimeOffset(2026, 9, 25, 12, 0, 0, StationClock.Offset), new DateTimeOffset(2026, 9, 25, 12, 0, 0, StationClock.Offset)).DueOn);

    private static Opinion Receive(DateTimeOffset sent, DateTimeOffset now) =>
        OpinionIntake.Receive(An.Draft() with { SentAt = sent }, An.Call(now), HolidayCalendar.Official);

    [Theory]
    // 2027 is not announced: its New Year is off all the same, and what may follow is warned of.
    [InlineData("2026-12-29", "2027-01-04", true)]
    [InlineData("2026-12-25", "2026-12-30", false)]
    [InlineData("2026-02-13", "2026-02-25", false)]
    [InlineData("2027-04-29", "2027-05-04", true)]
    public void The_day_it_is_due_on_is_warned_of_where_the_years_holidays_are_not_known(string came, string due, bool isWarned)
    {
        var opinion = OpinionIntake.Receive(An.Draft(), An.Call(StationClock.InstantOf(DateOnly.Parse(came), new TimeOnly(9, 0))), HolidayCalendar.Official);
        Assert.Equal((DateOnly.Parse(due), isWarned), (opinion.DueOn, opinion.Warning?.Contains("2027") == true));
    }
}
