using Serverless.Notices;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeRetryTests
{
    private static readonly DateTimeOffset FarEnd = Some.At(27, 11, 30);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 15)]
    [InlineData(3, 60)]
    [InlineData(4, 240)]
    public void Each_failed_try_waits_longer_than_the_one_before(int attempts, int minutes)
    {
        var next = NoticeRetry.Postpone(Some.Notice(attempts: attempts), Some.Busy, Some.Morning, FarEnd);
        Assert.Equal((NoticeStatus.Planned, attempts + 1, Some.Morning.AddMinutes(minutes)), (next.Status, next.Attempts, next.NextAt));
        Assert.Equal(Some.Busy, next.Failure);
    }

    [Fact]
    public void After_the_sixth_try_the_notice_is_dead_and_says_what_the_last_try_met()
    {
        var next = NoticeRetry.Postpone(Some.Notice(attempts: 5), Some.Busy, Some.Morning, FarEnd);
        Assert.Equal((NoticeStatus.Dead, 6, null, "retriesExhausted"), (next.Status, next.Attempts, next.NextAt, next.Failure!.Code));
        Assert.Contains("微信系统繁忙", next.Failure.Reason);
    }

    [Fact]
    public void A_try_that_would_come_after_the_occasion_is_not_waited_for()
    {
        var next = NoticeRetry.Postpone(Some.Notice(attempts: 4), Some.Busy, Some.Morning, Some.End);
        Assert.Equal((NoticeStatus.Dead, "expired"), (next.Status, next.Failure!.Code));
    }

    [Fact]
    public void The_end_itself_is_too_late_and_a_second_before_is_not()
    {
        var step = Some.Morning.AddMinutes(1);
        Assert.Equal(NoticeStatus.Dead, NoticeRetry.Postpone(Some.Notice(), Some.Busy, Some.Morning, step).Status);
        Assert.Equal(NoticeStatus.Planned, NoticeRetry.Postpone(Some.Notice(), Some.Busy, Some.Morning, step.AddSeconds(1)).Status);
    }

    [Fact]
    public void The_channels_own_word_holds_when_it_is_later_than_the_ladder()
    {
        Assert.Equal(Some.At(20, 14, 0), NoticeRetry.Postpone(Some.Notice(), Some.Busy, Some.Morning, FarEnd, Some.At(20, 14, 0)).NextAt);
        Assert.Equal(Some.At(20, 8, 1), NoticeRetry.Postpone(Some.Notice(), Some.Busy, Some.Morning, FarEnd, Some.At(20, 8, 0)).NextAt);
    }

    [Fact]
    public void A_try_that_falls_into_the_night_waits_for_the_morning() =>
        Assert.Equal(Some.At(21, 8, 0), NoticeRetry.Postpone(Some.Notice(attempts: 4), Some.Busy, Some.At(20, 17, 30), FarEnd).NextAt);

    [Fact]
    public void A_lease_ends_before_the_queue_delivers_a_failed_message_again() => Assert.True(NoticeRetry.Lease < TimeSpan.FromSeconds(10));
}
