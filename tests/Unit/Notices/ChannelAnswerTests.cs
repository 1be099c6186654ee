using Serverless.Notices;

namespace Serverless.Tests.Unit.Notices;

public sealed class ChannelAnswerTests
{
    private static readonly DateTimeOffset FarEnd = Some.At(27, 11, 30);

    [Fact]
    public void An_accepted_notice_is_sent_and_keeps_the_channels_number()
    {
        var sent = new ChannelAnswer.Accepted("42").Apply(Some.Notice(attempts: 2) with { Failure = Some.Busy, NextAt = Some.Morning }, Some.Morning, FarEnd);
        Assert.Equal((NoticeStatus.Sent, 3, "42", Some.Morning, null, null), (sent.Status, sent.Attempts, sent.MessageId, sent.SentAt, sent.NextAt, sent.Failure));
    }

    [Fact]
    public void A_refused_notice_has_failed_for_the_reason_given()
    {
        var failed = new ChannelAnswer.Refused(Some.Busy).Apply(Some.Notice(), Some.Morning, FarEnd);
        Assert.Equal((NoticeStatus.Failed, 1, null, Some.Busy), (failed.Status, failed.Attempts, failed.NextAt, failed.Failure));
    }

    [Fact]
    public void A_try_that_is_asked_to_wait_waits_at_least_the_first_step()
    {
        Assert.Equal(Some.Morning.AddMinutes(1), Later(Some.Morning.AddSeconds(10)).NextAt);
        Assert.Equal(Some.Morning.AddHours(6), Later(Some.Morning.AddHours(6)).NextAt);
    }

    [Fact]
    public void A_wait_beyond_the_end_is_the_end_of_the_notice_and_says_what_the_channel_said()
    {
        var dead = new ChannelAnswer.Later(Some.Busy, Some.At(21, 8, 0)).Apply(Some.Notice(), Some.Morning, Some.End);
        Assert.Equal((NoticeStatus.Dead, "expired"), (dead.Status, dead.Failure!.Code));
        Assert.Contains("微信系统繁忙", dead.Failure.Reason);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(59, 5)]
    [InlineData(60, 30)]
    [InlineData(300, 30)]
    public void What_our_configuration_hinders_waits_without_using_up_a_try(int minutes, int wait)
    {
        var now = Some.Morning.AddMinutes(minutes);
        var parked = new ChannelAnswer.Hindered(Some.Busy).Apply(Some.Notice(attempts: 2), now, FarEnd);
        Assert.Equal((NoticeStatus.Planned, 2, now.AddMinutes(wait), Some.Busy), (parked.Status, parked.Attempts, parked.NextAt, parked.Failure));
    }

    [Fact]
    public void What_our_configuration_hinders_to_the_end_is_dead_and_keeps_the_reason()
    {
        var dead = new ChannelAnswer.Hindered(Some.Busy).Apply(Some.Notice(), Some.End.AddMinutes(-1), Some.End);
        Assert.Equal((NoticeStatus.Dead, "expired", 0), (dead.Status, dead.Failure!.Code, dead.Attempts));
        Assert.Contains("微信系统繁忙", dead.Failure.Reason);
    }

    private static Notice Later(DateTimeOffset notBefore) => new ChannelAnswer.Later(Some.Busy, notBefore).Apply(Some.Notice(), Some.Morning, FarEnd);
}
