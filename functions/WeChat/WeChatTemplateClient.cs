namespace Serverless.WeChat;

/// <summary>Sends template messages (模板消息).</summary>
/// <remarks>Safe to call again with the same <see cref="WeChatTemplateMessage.ClientMsgId"/>: WeChat sends it once in ten minutes.</remarks>
public sealed class WeChatTemplateClient(WeChatApiClient api, WeChatTokenClient tokens, TimeProvider time)
{
    /// <summary>
    /// Sends one message. A bad access token is replaced and the call repeated once; "busy" and silence are repeated for at
    /// most 15 seconds. Does not throw but for <paramref name="cancellation"/>.
    /// </summary>
    public async Task<WeChatSendResult> SendAsync(WeChatTemplateMessage message, CancellationToken cancellation)
    {
        var json = message.ToJson();
        var (error, msgId) = await CallAsync(json, cancellation);
        if (error.Reaction == WeChatReaction.RefreshToken) (error, msgId) = await CallAsync(json, cancellation);
        return WeChatSendResult.Of(error, msgId, time.GetUtcNow());
    }

    private async Task<(WeChatErrorReaction Error, long? MsgId)> CallAsync(byte[] json, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(cancellation);
        if (token.Value is null) return (token.Error, null);
        var answer = await api.PostAsync($"/cgi-bin/message/template/send?access_token={Uri.EscapeDataString(token.Value)}", json, cancellation);
        var error = answer.Code is { } code ? WeChatErrorReaction.Of(code) : WeChatErrorReaction.NoAnswer;
        if (error.Reaction == WeChatReaction.RefreshToken) tokens.Invalidate(token.Value);
        return (error, answer.MsgId);
    }
}
