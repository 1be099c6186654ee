using Serverless.Platform;
using Serverless.WeChat;

namespace Serverless.Notices;

/// <summary>Template messages (模板消息) of the official account. A person's address is their openid.</summary>
public sealed class WeChatNoticeChannel(WeChatTemplateClient client, WeChatOptions options, StationClock clock) : INoticeChannel
{
    public NoticeChannel Name => NoticeChannel.Wechat;

    public bool Knows(string template) => options.Templates.GetValueOrDefault(template) is { Length: > 0 };

    public async Task<ChannelAnswer> SendAsync(NoticeMessage message, CancellationToken cancel)
    {
        var template = new WeChatTemplateMessage(message.Address, options.Templates[message.Template], message.RepeatKey, message.Values);
        return Read(await client.SendAsync(template, cancel), clock.Now);
    }

    /// <summary>What WeChat's answer means for a notice.</summary>
    internal static ChannelAnswer Read(WeChatSent sent, DateTimeOffset now) => sent.Error.Reaction switch
    {
        WeChatReaction.None => new ChannelAnswer.Accepted(sent.MsgId?.ToString()),
        WeChatReaction.TreatAsDuplicate => new ChannelAnswer.Accepted(null),
        WeChatReaction.RetryLater or WeChatReaction.RefreshToken => new ChannelAnswer.Later(Failure(sent.Error), now.AddSeconds(30)),
        WeChatReaction.WaitAMinute => new ChannelAnswer.Later(Failure(sent.Error), now.AddSeconds(60 - now.Second)),
        WeChatReaction.DeferRecipient => new ChannelAnswer.Later(Failure(sent.Error), now.AddHours(6)),
        // A used-up quota comes back overnight; everyone asking again at midnight sharp would be writing by night.
        WeChatReaction.StopUntilTomorrow => new ChannelAnswer.Later(Failure(sent.Error), QuietHours.NextMorning(now)),
        WeChatReaction.ConfigurationError => new ChannelAnswer.Hindered(Failure(sent.Error)),
        _ => new ChannelAnswer.Refused(Failure(sent.Error)),
    };

    private static NoticeFailure Failure(WeChatErrorReaction error) =>
        new(Json.Name(error.Reaction), error.Code is null ? $"{error.Reason}。" : $"{error.Reason}（{error.Code}）。");
}
