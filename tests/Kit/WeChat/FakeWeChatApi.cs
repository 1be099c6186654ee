using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless.Tests.Kit;

/// <summary>
/// WeChat's API as far as this service calls it, on this machine: tokens, template messages, faults on demand. That it behaves
/// like the real one is held by a client no one here wrote (<c>co-wechat-api</c>).
/// </summary>
public sealed class FakeWeChatApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider time;
    private readonly FakeWeChatTokens tokens;
    private readonly Lock state = new();
    private readonly List<WeChatDelivery> deliveries = [];
    private readonly List<WeChatCall> calls = [];
    private readonly Queue<WeChatFault> sendFaults = [];
    private readonly Queue<WeChatFault> tokenFaults = [];
    private readonly Dictionary<string, Queue<WeChatFault>> recipientFaults = [];
    private TaskCompletionSource? held;
    private int atOnce;
    // Past 2^53, as real ones are.
    private long lastMsgId = 3487542469355618313;

    private FakeWeChatApi(WebApplication app, TimeProvider time) => (this.app, this.time, tokens) = (app, time, new(time));

    /// <summary>The account that may ask for tokens.</summary>
    public string AppId { get; private init; } = "";

    /// <summary>The account's secret.</summary>
    public string AppSecret { get; private init; } = "";

    /// <summary>Templates the account has; while it is empty, every id is taken.</summary>
    public HashSet<string> Templates { get; } = [];

    /// <summary>Where it listens.</summary>
    public string BaseUrl => app.Urls.First();

    /// <summary>What was accepted, in order; a repeat with the same openid and <c>client_msg_id</c> within ten minutes is not there again.</summary>
    public IReadOnlyList<WeChatDelivery> Deliveries
    {
        get { lock (state) return [.. deliveries]; }
    }

    /// <summary>Every call that came, in order.</summary>
    public IReadOnlyList<WeChatCall> Calls
    {
        get { lock (state) return [.. calls]; }
    }

    /// <summary>The most calls that were under way at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>How many different tokens were given out.</summary>
    public int TokensIssued
    {
        get { lock (state) return tokens.Count; }
    }

    /// <summary>Starts one on a free port of this machine.</summary>
    public static async Task<FakeWeChatApi> StartAsync(
        string appId = "wxb11529c136998cb6", string appSecret = "local-app-secret", TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var fake = new FakeWeChatApi(builder.Build(), time ?? TimeProvider.System) { AppId = appId, AppSecret = appSecret };
        fake.Map();
        await fake.app.StartAsync();
        return fake;
    }

    /// <summary>The next template messages, to whomever, fail so, one after another.</summary>
    public void FailSends(params ReadOnlySpan<WeChatFault> faults) => Add(sendFaults, faults);

    /// <summary>The next template messages to this person fail so.</summary>
    public void FailSendsTo(string openId, params ReadOnlySpan<WeChatFault> faults)
    {
        lock (state) recipientFaults.TryAdd(openId, []);
        Add(recipientFaults[openId], faults);
    }

    /// <summary>The next requests for a token fail so.</summary>
    public void FailTokens(params ReadOnlySpan<WeChatFault> faults) => Add(tokenFaults, faults);

    /// <summary>The first token given out is refused with this code (40001, 40014, 42001) by every call; the next one is good.</summary>
    public void RefuseFirstToken(int code)
    {
        lock (state) tokens.RefuseFirst(code);
    }

    /// <summary>The token in use ends. With <paramref name="staysStable"/> WeChat hands out the same one until <c>force_refresh</c>.</summary>
    public void EndToken(int code = 40001, bool staysStable = false)
    {
        lock (state) tokens.End(code, staysStable);
    }

    /// <summary>Calls come in and are counted, and none is answered before what is returned is disposed of.</summary>
    public IDisposable Hold()
    {
        held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Held(held);
    }

    /// <summary>How many calls came to a path, such as <c>/cgi-bin/stable_token</c>.</summary>
    public int CountOf(string path) => Calls.Count(call => call.Path == path);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Map()
    {
        app.MapGet("/cgi-bin/token", context => AnswerAsync(context, TokenOf));
        app.MapPost("/cgi-bin/stable_token", context => AnswerAsync(context, StableTokenOf));
        app.MapPost("/cgi-bin/message/template/send", context => AnswerAsync(context, SendOf));
        app.MapPost("/cgi-bin/clear_quota", context => AnswerAsync(context, (request, _) => Coded(tokens.Check(request.Query["access_token"]))));
    }

    private void Add(Queue<WeChatFault> queue, ReadOnlySpan<WeChatFault> faults)
    {
        lock (state)
            foreach (var fault in faults) queue.Enqueue(fault);
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpRequest, string, Answer> answer)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var result = Take(context.Request, body, answer);
        if (held is not null) await held.Task;
        lock (state) atOnce--;
        if (result.Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Response.StatusCode = result.Status;
        // Not JSON, as some of WeChat's own answers.
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(result.Body, CancellationToken.None);
    }

    private Answer Take(HttpRequest request, string body, Func<HttpRequest, string, Answer> answer)
    {
        lock (state)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++atOnce);
            calls.Add(new(request.Path.Value!, body));
            return answer(request, body);
        }
    }

    private Answer TokenOf(HttpRequest request, string body) =>
        tokenFaults.TryDequeue(out var fault) ? FailedBy(fault, () => new(200, "{}"))
        : request.Query["grant_type"] != "client_credential" ? Coded(40002)
        : CheckSecret(request.Query["appid"], request.Query["secret"]) is { } refusal ? refusal
        : Token(tokens.Plain());

    private Answer StableTokenOf(HttpRequest request, string body)
    {
        if (tokenFaults.TryDequeue(out var fault)) return FailedBy(fault, () => new(200, "{}"));
        if (Parse(body) is not { } json) return Coded(47001);
        if (Text(json, "grant_type") != "client_credential") return Coded(40002);
        return CheckSecret(Text(json, "appid"), Text(json, "secret"))
            ?? Token(tokens.Stable(json.TryGetProperty("force_refresh", out var force) && force.ValueKind == JsonValueKind.True));
    }

    private Answer? CheckSecret(string? appId, string? secret) => appId != AppId ? Coded(40013) : secret != AppSecret ? Coded(40125) : null;

    private Answer SendOf(HttpRequest request, string body)
    {
        var json = Parse(body);
        var openId = json is { } message ? Text(message, "touser") : null;
        var fault = openId is not null && recipientFaults.TryGetValue(openId, out var mine) && mine.TryDequeue(out var first) ? first
            : sendFaults.TryDequeue(out var next) ? next : null;
        return fault is null ? Send(request, json, body) : FailedBy(fault, () => Send(request, json, body));
    }

    private Answer Send(HttpRequest request, JsonElement? json, string body)
    {
        if (tokens.Check(request.Query["access_token"]) is not 0 and var code) return Coded(code);
        if (body.Length == 0) return Coded(44002);
        if (json is not { } message) return Coded(47001);
        if (body.Contains("\\u", StringComparison.Ordinal)) return Coded(40033);
        if (Text(message, "touser") is not { Length: > 0 } openId) return Coded(40003);
        if (Text(message, "template_id") is not { Length: > 0 } template || Templates.Count > 0 && !Templates.Contains(template)) return Coded(40037);
        if (DataOf(message) is not { } data) return Coded(47003);
        return Accepted(Deliver(openId, template, Text(message, "url"), Text(message, "client_msg_id"), data));
    }

    private long Deliver(string openId, string template, string? url, string? clientMsgId, Dictionary<string, string> data)
    {
        var now = time.GetUtcNow();
        if (clientMsgId is not null && deliveries.LastOrDefault(one => one.ToUser == openId && one.ClientMsgId == clientMsgId) is { } before
            && now - before.At < TimeSpan.FromMinutes(10)) return before.MsgId;
        deliveries.Add(new(++lastMsgId, openId, template, url, clientMsgId, data, now));
        return lastMsgId;
    }

    // Typed keys: what is too long or has a line break is refused.
    private static Dictionary<string, string>? DataOf(JsonElement message)
    {
        if (!message.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return [];
        var values = data.EnumerateObject().ToDictionary(pair => pair.Name, pair => Text(pair.Value, "value") ?? "");
        return values.Any(pair => pair.Value.Contains('\n') || pair.Key.StartsWith("thing", StringComparison.Ordinal) && pair.Value.Length > 20) ? null : values;
    }

    private static Answer FailedBy(WeChatFault fault, Func<Answer> work)
    {
        switch (fault)
        {
            case WeChatFault.After after:
                work();
                return FailedBy(after.Fault, work);
            case WeChatFault.Coded coded: return Coded(coded.Value);
            case WeChatFault.Raw raw: return new(raw.Status, raw.Body);
            default: return new(200, "", Hangs: true);
        }
    }

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Answer Token((string Token, int Seconds) token) => new(200, $$"""{"access_token":"{{token.Token}}","expires_in":{{token.Seconds}}}""");

    private static Answer Accepted(long msgId) => new(200, $$"""{"errcode":0,"errmsg":"ok","msgid":{{msgId}}}""");

    // The real message ends in an id of the request, which no one may match on.
    private static Answer Coded(int code) =>
        new(200, code == 0 ? """{"errcode":0,"errmsg":"ok"}""" : $$"""{"errcode":{{code}},"errmsg":"failed rid: {{Guid.NewGuid():N}}"}""");

    private sealed class Held(TaskCompletionSource held) : IDisposable
    {
        public void Dispose() => held.TrySetResult();
    }

    private sealed record Answer(int Status, string Body, bool Hangs = false);
}
