using Serverless.Notices;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Notices;

public sealed class WeChatNoticeChannelTests
{
    public static TheoryData<int> Refusals() =>
        [.. WeChatErrorReaction.Known.Where(known => Answer(known.Code!.Value) is ChannelAnswer.Refused).Select(known => known.Code!.Value)];

    [Fact]
    public void What_WeChat_takes_is_accepted_under_its_number() =>
        Assert.Equal(new ChannelAnswer.Accepted("3487542469355618313"), WeChatNoticeChannel.Read(new WeChatSent(WeChatErrorReaction.Of(0), 3487542469355618313), Some.Morning));

    [Theory]
    [InlineData(40241)]
    [InlineData(45065)]
    public void What_WeChat_has_already_counts_as_accepted(int code) => Assert.Equal(new ChannelAnswer.Accepted(null), Answer(code));

    [Theory]
    [InlineData(43004, "dropRecipient")]
    [InlineData(40003, "dropRecipient")]
    [InlineData(43101, "suppress")]
    [InlineData(48002, "suppress")]
    [InlineData(47003, "contentBug")]
    [InlineData(45015, "useAnotherChannel")]
    public void What_would_fail_again_is_refused_with_the_code_and_a_reason_for_the_staff(int code, string failure)
    {
        var refused = Assert.IsType<ChannelAnswer.Refused>(Answer(code));
        Assert.Equal(failure, refused.Why.Code);
        Assert.EndsWith($"（{code}）。", refused.Why.Reason);
    }

    [Theory]
    [InlineData(40002)]
    [InlineData(40013)]
    [InlineData(40125)]
    [InlineData(40164)]
    [InlineData(40243)]
    [InlineData(40036)]
    [InlineData(40037)]
    [InlineData(43116)]
    [InlineData(48001)]
    [InlineData(48004)]
    [InlineData(50002)]
    public void A_fault_of_our_configuration_is_no_answer_about_the_message(int code)
    {
        var why = Assert.IsType<ChannelAnswer.Hindered>(Answer(code)).Why;
        Assert.True(why.IsOurs);
        Assert.EndsWith($"（{code}）。", why.Reason);
    }

    [Fact]
    public void A_wrong_secret_is_a_fault_of_our_configuration_though_a_wrong_token_is_not()
    {
        Assert.IsType<ChannelAnswer.Hindered>(WeChatNoticeChannel.Read(new WeChatSent(WeChatErrorReaction.OfTokenRequest(40001), null), Some.Morning));
        Assert.IsType<ChannelAnswer.Later>(Answer(40001));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void No_refusal_is_tried_again(int code)
    {
        var failed = Answer(code).Apply(Some.Notice(), Some.Morning, Some.At(27, 11, 30));
        Assert.Equal((NoticeStatus.Failed, 1, null), (failed.Status, failed.Attempts, failed.NextAt));
    }

    [Theory]
    [InlineData(45011, 10)]
    [InlineData(-1, 30)]
    [InlineData(40001, 30)]
    [InlineData(99999, 30)]
    [InlineData(43117, 6 * 3600)]
    public void What_may_be_tried_again_says_when(int code, int seconds) =>
        Assert.Equal(Some.Morning.AddSeconds(50 + seconds), Assert.IsType<ChannelAnswer.Later>(WeChatNoticeChannel.Read(Sent(code), Some.Morning.AddSeconds(50))).NotBefore);

    [Fact]
    public void A_used_up_quota_waits_for_the_next_morning_and_not_for_midnight() =>
        Assert.Equal(Some.At(21, 8, 0), Assert.IsType<ChannelAnswer.Later>(Answer(45009)).NotBefore);

    [Fact]
    public void Silence_is_tried_again_and_names_no_code()
    {
        var later = Assert.IsType<ChannelAnswer.Later>(WeChatNoticeChannel.Read(new WeChatSent(WeChatErrorReaction.NoAnswer, null), Some.Morning));
        Assert.Equal(("retryLater", "微信没有回应，稍后重试。"), (later.Why.Code, later.Why.Reason));
    }

    private static ChannelAnswer Answer(int code) => WeChatNoticeChannel.Read(Sent(code), Some.Morning);

    private static WeChatSent Sent(int code) => new(WeChatErrorReaction.Of(code), null);
}
