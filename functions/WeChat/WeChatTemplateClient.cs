namespace Serverless.WeChat;

/// <summary>What WeChat said to a message.</summary>
/// <param name="Error">Its code and what to do about it.</param>
/// <param name="MsgId">Its number of the message, when it took it; whether it arrived is told later by a report on the number.</param>
public sealed record WeChatSent(WeChatErrorReaction Error, long? MsgId);

/// <summary>Sends template messages (模板消息).</summary>
/// <remarks>Safe to call again with the same <see cref="WeChatTemplateMessage.ClientMsgId"/>: WeChat sends it once in ten minutes.</remarks>
public sealed class WeChatTemplateClient(WeChatApiClient api, WeChatTokenClient tokens)
{
    /// <summary>
    /// Sends one message. A bad access token is replaced and the call repeated once; "busy" and silence are repeated for at
    /// most 15 seconds. Does not throw but for <paramref name="cancellation"/>.
    /// </summary>
    public async Task<WeChatSent> SendAsync(WeChatTemplateMessage message, CancellationToken cancellation)
    {
        var json = message.ToJson();
        var sent = await CallAsync(json, cancellation);
        return sent.Error.Reaction == WeChatReaction.RefreshToken ? await CallAsync(json, cancellation) : sent;
    }

    private async Task<WeChatSent> CallAsync(byte[] json, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(cancellation);
        if (token.Value is null) return new(token.Error, null);
        var answer = await api.PostAsync($"/cgi-bin/message/template/send?access_token={Uri.EscapeDataString(token.Value)}", json, cancellation);
        var error = answer.Code is { } code ? WeChatErrorReaction.Of(code) : WeChatErrorReaction.NoAnswer;
        if (error.Reaction == WeChatReaction.RefreshToken) tokens.Invalidate(token.Value);
        return new(error, answer.MsgId);
    }
}
