using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless.Local.WeChat;

/// <summary>
/// WeChat's API as far as this service calls it, on this machine: tokens, template messages, faults on demand. One for the desk,
/// whose phones show what it accepted, and for tests. That it behaves like the real one is held by a client no one here wrote
/// (<c>co-wechat-api</c>).
/// </summary>
public sealed class FakeWeChatApi : IAsyncDisposable
{
    /// <summary>How many deliveries and calls it remembers; a desk may run for weeks.</summary>
    private const int Most = 20_000;

    private readonly TimeProvider time;
    private readonly FakeWeChatTokens tokens;
    private readonly Lock state = new();
    private readonly List<WeChatDelivery> deliveries = [];
    private readonly List<WeChatCall> calls = [];
    private readonly Queue<WeChatFault> sendFaults = [];
    private readonly Queue<WeChatFault> tokenFaults = [];
    private readonly Dictionary<string, Queue<WeChatFault>> recipientFaults = [];
    private WebApplication? app;
    private TaskCompletionSource? held;
    private int atOnce;
    // Past 2^53, as real ones are.
    private long lastMsgId = 3487542469355618313;

    /// <param name="appId">The account that may ask for tokens.</param>
    /// <param name="appSecret">The account's secret.</param>
    /// <param name="time">By which tokens end.</param>
    public FakeWeChatApi(string appId, string appSecret, TimeProvider time) => (AppId, AppSecret, this.time, tokens) = (appId, appSecret, time, new(time));

    /// <summary>The account that may ask for tokens.</summary>
    public string AppId { get; }

    /// <summary>The account's secret.</summary>
    public string AppSecret { get; }

    /// <summary>Told of every template message it accepts, once.</summary>
    public Action<WeChatDelivery>? Delivered { get; set; }

    /// <summary>Who follows the account; all others are refused with 43004. Everybody, unless it is set.</summary>
    public Predicate<string> Follows { get; set; } = _ => true;

    /// <summary>Templates the account has; while it is empty, every id is taken.</summary>
    public HashSet<string> Templates { get; } = [];

    /// <summary>Where it listens.</summary>
    public string BaseUrl => app!.Urls.First();

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
        var fake = new FakeWeChatApi(appId, appSecret, time ?? TimeProvider.System) { app = builder.Build() };
        fake.Map(fake.app);
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

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Serves the API at WeChat's own paths.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cgi-bin/token", (RequestDelegate)(context => AnswerAsync(context, TokenOf)));
        routes.MapPost("/cgi-bin/stable_token", (RequestDelegate)(context => AnswerAsync(context, StableTokenOf)));
        routes.MapPost("/cgi-bin/message/template/send", (RequestDelegate)(context => AnswerAsync(context, SendOf)));
        routes.MapPost("/cgi-bin/clear_quota", (RequestDelegate)(context => AnswerAsync(context, (request, _) => Coded(tokens.Check(request.Query["access_token"])))));
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
            if (calls.Count == Most) calls.RemoveRange(0, Most / 2);
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
        if (!Follows(openId)) return Coded(43004);
        if (DataOf(message) is not { } data) return Coded(47003);
        return Accepted(Deliver(openId, template, Text(message, "url"), Text(message, "client_msg_id"), data));
    }

    private long Deliver(string openId, string template, string? url, string? clientMsgId, Dictionary<string, string> data)
    {
        var now = time.GetUtcNow();
        if (clientMsgId is not null && deliveries.LastOrDefault(one => one.ToUser == openId && one.ClientMsgId == clientMsgId) is { } before
            && now - before.At < TimeSpan.FromMinutes(10)) return before.MsgId;
        if (deliveries.Count == Most) deliveries.RemoveRange(0, Most / 2);
        deliveries.Add(new(++lastMsgId, openId, template, url, clientMsgId, data, now));
        Delivered?.Invoke(deliveries[^1]);
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
