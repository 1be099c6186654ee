using Serverless.Notices;

namespace Serverless.Reminders;

/// <summary>What WeChat reports of a template message some time after accepting it: event <c>TEMPLATESENDJOBFINISH</c>.</summary>
public static class DeliveryReport
{
    /// <summary>
    /// Why the message did not arrive, or null when it did. Words that are not known today are a failure without a
    /// better reason when they begin with <c>failed</c>.
    /// </summary>
    /// <param name="status">The event's <c>Status</c>: <c>success</c>, <c>failed:user block</c>, <c>failed: system failed</c>, …</param>
    /// <param name="failure">The failure, or null.</param>
    /// <returns>True when the status says how it ended.</returns>
    public static bool TryRead(string status, out NoticeFailure? failure)
    {
        var words = status.Replace(" ", "").ToLowerInvariant();
        failure = words switch
        {
            "failed:userblock" => new NoticeFailure("userBlock", "对方拒收公众号消息，请电话通知本人。"),
            "failed:freqlimit" => new NoticeFailure("frequencyLimit", "微信限制了发送频率，消息没有送达，请电话通知本人。"),
            _ when words.StartsWith("failed", StringComparison.Ordinal) => new NoticeFailure("systemFailed", "微信没有送达这条消息，请电话通知本人。"),
            _ => null,
        };
        return failure is not null || words == "success";
    }
}
