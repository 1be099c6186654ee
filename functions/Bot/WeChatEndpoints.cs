using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>The official account's webhook.</summary>
public sealed class WeChatEndpoints(PushHandler pushes)
{
    /// <summary>WeChat checks that the URL is ours.</summary>
    [Function("VerifyWeChatUrl"), AllowAnyone]
    [AnyQuery, Gives("text/plain")]
    public IResult Verify([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/wechat")] HttpRequest request) =>
        Answer(pushes.Verify(request.QueryString.Value));

    /// <summary>A citizen's message, scan or question to the bot; WeChat's delivery reports.</summary>
    [Function("ReceiveWeChatPush"), AllowAnyone]
    [AnyQuery, Takes("text/xml"), Gives("text/xml"), Gives("text/plain")]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/wechat")] HttpRequest request, CancellationToken cancel) =>
        (await request.ReadBytesAsync(WeChatXml.MaxBytes, cancel)).Refused(out var refusal, out var body)
            ? AnswerHttp.Problem(refusal)
            : Answer(await pushes.AnswerAsync(request.Call(), request.QueryString.Value, body, cancel));

    private static IResult Answer(PushAnswer answer) => AnswerHttp.Bytes(answer.Body, answer.ContentType, answer.Status);
}
