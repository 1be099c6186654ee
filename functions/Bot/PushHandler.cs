using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Platform;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>What the webhook says to WeChat.</summary>
/// <param name="Status">401 for what is not WeChat's, 503 for what is to be sent again, else 200.</param>
/// <param name="Body">Empty unless the status is 200.</param>
/// <param name="ContentType">Of the body.</param>
public sealed record PushAnswer(int Status, byte[] Body, string ContentType)
{
    public static readonly PushAnswer Refused = new(401, [], "text/plain");
    public static readonly PushAnswer Again = new(503, [], "text/plain");
}

/// <summary>Takes a push from the gate to its reply. It is acknowledged only after what it asks for is stored.</summary>
public sealed partial class PushHandler(WeChatGate gate, ConversationHandler conversation, ILogger<PushHandler> log)
{
    /// <summary>WeChat drops the connection after 5 s and sends again; before that it must hear that nothing was stored.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Proves to WeChat that the URL is ours.</summary>
    public PushAnswer Verify(string? query) =>
        gate.TryVerifyUrl(WeChatPushQuery.Parse(query), out var echo, out var reason) ? Text(echo) : Refuse(reason.ToString());

    public async Task<PushAnswer> AnswerAsync(Call call, string? queryString, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var query = WeChatPushQuery.Parse(queryString);
        if (!gate.TryOpen(query, body, out var push, out var reason)) return Refuse(reason.ToString());
        if (!gate.IsFresh(query!, call.Now) && !gate.IsFresh(query!, StationClock.MachineNow)) return Refuse("Stale");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var answer = await conversation.AnswerAsync(call, push, patience.Token);
        if (!answer.IsDone) return PushAnswer.Again;
        if (answer.Text is not { } text) return Text(WeChatReply.Success);
        // The push's own time, so that a push delivered again gets the same reply to the last character.
        var xml = WeChatReply.Text(push, text, DateTimeOffset.FromUnixTimeSeconds(push.CreateTime));
        return new PushAnswer(200, gate.Seal(push, xml, query!.Timestamp, query.Nonce), "text/xml; charset=utf-8");
    }

    private static PushAnswer Text(string text) => new(200, System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    /// <summary>One answer for every cause, so that a forger learns nothing; the cause goes to the log.</summary>
    private PushAnswer Refuse(string reason)
    {
        LogRefused(reason);
        return PushAnswer.Refused;
    }

    [LoggerMessage(LogLevel.Warning, "A request to the webhook was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
