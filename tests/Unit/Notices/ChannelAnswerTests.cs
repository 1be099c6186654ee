using Serverless.Notices;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Notices;

public sealed class ChannelAnswerTests
{
    private static readonly DateTimeOffset FarEnd = Some.At(27, 11, 30);

    public static TheoryData<int> Refusals() =>
        [.. WeChatErrorReaction.Known.Where(known => known.Code is { } code && Result(code) is WeChatSendResult.Refused).Select(known => known.Code!.Value)];

    [Fact]
    public void An_accepted_notice_is_sent_and_keeps_the_channels_number()
    {
        var sent = ChannelAnswer.Apply(Some.Notice(attempts: 2) with { Failure = Some.Busy, NextAt = Some.Morning }, new WeChatSendResult.Accepted(42), Some.Morning, FarEnd);
        Assert.Equal((NoticeStatus.Sent, 3, 42, Some.Morning, null, null), (sent.Status, sent.Attempts, sent.MessageId, sent.SentAt, sent.NextAt, sent.Failure));
    }

    [Theory]
    [InlineData(43004, "dropRecipient")]
    [InlineData(40003, "dropRecipient")]
    [InlineData(43101, "suppress")]
    [InlineData(48002, "suppress")]
    [InlineData(47003, "contentBug")]
    [InlineData(40037, "configurationError")]
    public void A_refusal_for_good_fails_the_notice_with_the_code_and_a_reason_for_the_staff(int code, string failure)
    {
        var failed = Apply(code);
        Assert.Equal((NoticeStatus.Failed, 1, null, failure), (failed.Status, failed.Attempts, failed.NextAt, failed.Failure!.Code));
        Assert.EndsWith($"（{code}）。", failed.Failure.Reason);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void No_refusal_is_tried_again(int code) => Assert.Equal((NoticeStatus.Failed, null), (Apply(code).Status, Apply(code).NextAt));

    [Fact]
    public void Too_many_a_minute_waits_at_least_the_first_step() => Assert.Equal(Some.Morning.AddMinutes(1), Apply(45011).NextAt);

    [Fact]
    public void Too_often_to_one_person_waits_for_hours() => Assert.Equal(Some.Morning.AddHours(6), Apply(43117).NextAt);

    [Fact]
    public void A_used_up_quota_waits_for_the_next_morning_and_not_for_midnight() => Assert.Equal(Some.At(21, 8, 0), Apply(45009).NextAt);

    [Fact]
    public void A_used_up_quota_on_the_day_itself_is_the_end_of_the_notice()
    {
        var dead = ChannelAnswer.Apply(Some.Notice(), Result(45009), Some.Morning, Some.End);
        Assert.Equal((NoticeStatus.Dead, "expired"), (dead.Status, dead.Failure!.Code));
        Assert.Contains("45009", dead.Failure.Reason);
    }

    [Fact]
    public void A_message_the_channel_has_already_is_sent() => Assert.Equal((NoticeStatus.Sent, null), (Apply(40241).Status, Apply(40241).MessageId));

    private static Notice Apply(int code) => ChannelAnswer.Apply(Some.Notice(), Result(code), Some.Morning, FarEnd);

    private static WeChatSendResult Result(int code) => WeChatSendResult.Of(WeChatErrorReaction.Of(code), null, Some.Morning);
}
