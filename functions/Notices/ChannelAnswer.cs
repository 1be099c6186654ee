using System.Text.Json;
using Serverless.WeChat;

namespace Serverless.Notices;

/// <summary>What WeChat's answer to a try means for the notice.</summary>
public static class ChannelAnswer
{
    /// <summary>The notice after the try.</summary>
    /// <param name="notice">A planned notice.</param>
    /// <param name="answer">What WeChat said.</param>
    /// <param name="now">When it said so.</param>
    /// <param name="end">When the occasion ends.</param>
    public static Notice Apply(Notice notice, WeChatSendResult answer, DateTimeOffset now, DateTimeOffset end) => answer switch
    {
        WeChatSendResult.Accepted accepted => notice.Accept(accepted.MsgId, now),
        WeChatSendResult.Refused refused => notice.Refuse(Failure(refused.Reaction, refused.Code, refused.Reason)),
        WeChatSendResult.Later later => NoticeRetry.Postpone(notice, Failure(later.Reaction, later.Code, later.Reason), now, end, NotBefore(later, now)),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    // A used-up quota comes back overnight; everyone asking again at midnight sharp would be writing by night.
    private static DateTimeOffset NotBefore(WeChatSendResult.Later later, DateTimeOffset now) =>
        later.Reaction == WeChatReaction.StopUntilTomorrow ? QuietHours.NextMorning(now) : now + later.RetryAfter;

    private static NoticeFailure Failure(WeChatReaction reaction, int? code, string reason) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(reaction.ToString()), code is null ? $"{reason}。" : $"{reason}（{code}）。");
}
