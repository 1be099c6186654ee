using Serverless.WeChat;

namespace Serverless.Notices;

/// <summary>What a channel reports of a message some time after taking it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="MessageId">Its number of the message.</param>
/// <param name="At">When it reported.</param>
/// <param name="Failure">Why the message did not arrive; null when it did.</param>
public sealed record DeliveryReport(NoticeChannel Channel, string MessageId, DateTimeOffset At, NoticeFailure? Failure)
{
    /// <summary>
    /// The report in WeChat's event <c>TEMPLATESENDJOBFINISH</c>; null when its status does not say how it ended. Words that are
    /// not known today are a failure without a better reason when they begin with <c>failed</c>.
    /// </summary>
    public static DeliveryReport? Of(WeChatPush push)
    {
        if (push is not { IsTemplateReport: true, MsgId: { } number, Status: { } status }) return null;
        var failure = status switch
        {
            "failed:user block" => new NoticeFailure("userBlock", "对方拒收公众号消息，请电话通知本人。"),
            "failed:freq limit" => new NoticeFailure("frequencyLimit", "微信限制了发送频率，消息没有送达，请电话通知本人。"),
            _ when status.StartsWith("failed", StringComparison.Ordinal) => new NoticeFailure("systemFailed", "微信没有送达这条消息，请电话通知本人。"),
            _ => null,
        };
        return failure is null && status != "success"
            ? null
            : new DeliveryReport(NoticeChannel.Wechat, number.ToString(), DateTimeOffset.FromUnixTimeSeconds(push.CreateTime), failure);
    }
}
