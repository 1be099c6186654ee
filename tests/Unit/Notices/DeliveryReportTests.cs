using Serverless.Notices;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Notices;

public sealed class DeliveryReportTests
{
    [Theory]
    [InlineData("success", null)]
    [InlineData("failed:user block", "userBlock")]
    [InlineData("failed:freq limit", "frequencyLimit")]
    [InlineData("failed:system failed", "systemFailed")]
    [InlineData("failed:something new", "systemFailed")]
    public void A_report_names_the_message_and_says_how_it_ended(string status, string? code)
    {
        var report = DeliveryReport.Of(Push(status))!;
        Assert.Equal((NoticeChannel.Wechat, "3487542469355618313", Some.Morning), (report.Channel, report.MessageId, report.At));
        Assert.Equal(code, report.Failure?.Code);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("")]
    [InlineData(null)]
    public void Words_that_say_nothing_are_no_report_and_no_fault(string? status) => Assert.Null(DeliveryReport.Of(Push(status)));

    [Fact]
    public void Another_event_is_no_report() => Assert.Null(DeliveryReport.Of(Push("success") with { Event = "MASSSENDJOBFINISH" }));

    private static WeChatPush Push(string? status) => new()
    {
        ToUserName = "gh_1", FromUserName = "o1", CreateTime = Some.Morning.ToUnixTimeSeconds(), MsgType = "event", Event = "TEMPLATESENDJOBFINISH",
        MsgId = 3487542469355618313, Status = status,
    };
}
