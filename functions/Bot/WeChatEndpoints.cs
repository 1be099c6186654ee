using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Platform;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>The official account's webhook. A push is acknowledged only after what it asks for is stored.</summary>
public sealed class WeChatEndpoints(WeChatGate gate, ConversationEndpoints conversation, StationClock clock, ILogger<WeChatEndpoints> log)
{
    /// <summary>WeChat drops the connection after 5 s and sends again; before that it must hear that nothing was stored.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>WeChat asks whether the URL is ours.</summary>
    [Function("VerifyWeChatUrl"), AllowAnyone]
    [AnyQuery, Gives("text/plain")]
    public IResult Verify([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/wechat")] HttpRequest request)
    {
        if (!gate.TryVerifyUrl(WeChatPushQuery.Parse(request.QueryString.Value), out var echo, out var reason)) return Refuse(reason.ToString());
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(echo, "text/plain");
    }

    /// <summary>A citizen's message, scan or question to the bot, or WeChat's report of a delivery.</summary>
    [Function("ReceiveWeChatPush"), AllowAnyone]
    [AnyQuery, Takes("text/xml"), Gives("text/xml"), Gives("text/plain")]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/wechat")] HttpRequest request, CancellationToken cancel)
    {
        if ((await request.ReadBytesAsync(WeChatXml.MaxBytes, cancel)).Refused(out var refusal, out var body)) return AnswerHttp.Problem(refusal);
        var query = WeChatPushQuery.Parse(request.QueryString.Value);
        if (!gate.TryOpen(query, body, out var push, out var reason)) return Refuse(reason.ToString());
        if (!IsFresh(query!)) return Refuse("Stale");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        return Reply(push, query!, await conversation.AnswerAsync(push, patience.Token));
    }

    private bool IsFresh(WeChatPushQuery query) => gate.IsFresh(query, clock.Now) || gate.IsFresh(query, StationClock.MachineNow);

    private IResult Reply(WeChatPush push, WeChatPushQuery query, BotAnswer answer)
    {
        if (!answer.IsDone) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (answer.Text is not { } text) return Results.Text(WeChatReply.Success, "text/plain");
        // The push's own time, so that a push delivered again gets the same reply to the last character.
        var xml = WeChatReply.Text(push, text, DateTimeOffset.FromUnixTimeSeconds(push.CreateTime));
        return AnswerHttp.Bytes(gate.Seal(push, xml, query.Timestamp, query.Nonce), "text/xml; charset=utf-8");
    }

    /// <summary>One answer for every cause, so that a forger learns nothing; the cause goes to the log.</summary>
    private IResult Refuse(string reason)
    {
        log.LogWarning("A request to the webhook was refused: {Reason}", reason);
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }
}
