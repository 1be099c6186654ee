namespace Serverless.WeChat;

/// <summary>What became of one message: accepted, refused for good, or to be sent later. Say all three.</summary>
public abstract record WeChatSendResult
{
    private WeChatSendResult()
    {
    }

    /// <summary>WeChat has it; whether it arrived is told later by a report on <paramref name="MsgId"/>.</summary>
    /// <param name="MsgId">WeChat's number of the message; null when WeChat said that it had it already.</param>
    public sealed record Accepted(long? MsgId) : WeChatSendResult;

    /// <summary>The same message again would be refused again.</summary>
    /// <param name="Code">WeChat's code.</param>
    /// <param name="Reaction">What is to be done about it: strike the address, tell the people who run the account, …</param>
    /// <param name="Reason">Why, in Chinese, for the staff; names nobody.</param>
    public sealed record Refused(int Code, WeChatReaction Reaction, string Reason) : WeChatSendResult;

    /// <summary>Not accepted as far as is known; send the same message with the same <c>client_msg_id</c> later.</summary>
    /// <param name="Code">WeChat's code; null when it did not answer.</param>
    /// <param name="Reaction">Why later.</param>
    /// <param name="RetryAfter">How long to wait at least.</param>
    /// <param name="Reason">Why, in Chinese, for the staff.</param>
    public sealed record Later(int? Code, WeChatReaction Reaction, TimeSpan RetryAfter, string Reason) : WeChatSendResult;

    internal static WeChatSendResult Of(WeChatErrorReaction error, long? msgId, DateTimeOffset now) => error.Reaction switch
    {
        WeChatReaction.None => new Accepted(msgId),
        WeChatReaction.TreatAsDuplicate => new Accepted(null),
        var reaction when WeChatErrorReaction.Wait(reaction, now) is { } wait => new Later(error.Code, reaction, wait, error.Reason),
        var reaction => new Refused(error.Code ?? 0, reaction, error.Reason),
    };
}
