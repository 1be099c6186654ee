using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Stories;

/// <summary>The local host as a process on a story's store, and the calls that citizens' phones, WeChat and staff make to it.</summary>
public sealed partial class StoryHost : IAsyncDisposable
{
    private static readonly WeChatOptions Account = new()
    {
        AppId = "wxb11529c136998cb6", AppSecret = "local-app-secret", Token = "localtoken",
        EncodingAESKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", DefaultStation = An.Id("na001"),
    };

    // As large as real ones, and different for every message of a test process.
    private static long lastMsgId = 6054768590064713728;

    private readonly LocalHostProcess process;
    private readonly HttpClient http;

    private StoryHost(LocalHostProcess process, string mode)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = process.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
        WeChat = new WeChatSender(Account with { Mode = mode });
    }

    /// <summary>WeChat's servers, in the account's mode.</summary>
    public WeChatSender WeChat { get; }

    public Uri BaseAddress => process.BaseAddress;

    /// <summary>What the host has printed so far.</summary>
    public string[] Lines => process.Lines;

    public static Task<StoryHost> StartAsync(StoryStore store, params (string Name, string Value)[] settings) => StartAsync(store, null, settings);

    /// <param name="store">What it works on.</param>
    /// <param name="now">Where its clock starts; null is now.</param>
    /// <param name="settings">Over those of local.settings.json.</param>
    public static async Task<StoryHost> StartAsync(StoryStore store, string? now, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string>
        {
            ["WeChat__AppId"] = Account.AppId, ["WeChat__AppSecret"] = Account.AppSecret, ["WeChat__Token"] = Account.Token,
            ["WeChat__EncodingAESKey"] = Account.EncodingAESKey!, ["WeChat__DefaultStation"] = "na001",
        };
        foreach (var (name, value) in settings) values[name] = value;
        string[] options = ["--storage", store.Azurite.ConnectionString, "--data", store.DataFolder, "--empty"];
        var process = await LocalHostProcess.StartAsync(now is null ? options : [.. options, "--now", now], values);
        var host = new StoryHost(process, values.GetValueOrDefault("WeChat__Mode", WeChatOptions.Secure));
        // The account's own station, unless the story has another.
        if (settings.All(setting => setting.Name != "WeChat__DefaultStation")) await host.PutAsync("api/stations/na001", """{"name":"区人大代表之家","kind":"home","street":"区直"}""");
        return host;
    }

    public Task<HttpAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpAnswer> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(json), headers);

    public Task<HttpAnswer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, Json(json));

    public Task<HttpAnswer> PostCsvAsync(string path, string csv) =>
        SendAsync(HttpMethod.Post, path, new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new("text/csv") } });

    /// <summary>Sends with the function key, unless a header gives another.</summary>
    public async Task<HttpAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("x-functions-key", "local");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request);
        return await HttpAnswer.ReadAsync(answer);
    }

    /// <summary>What the webhook answers; WeChat sends no key.</summary>
    public async Task<HttpAnswer> PushAsync(string query, HttpContent body)
    {
        using var answer = await http.PostAsync("api/wechat?" + query, body);
        return await HttpAnswer.ReadAsync(answer);
    }

    public Task<HttpAnswer> PushAsync(WeChatSender.Request push) =>
        PushAsync(push.Query, new ByteArrayContent(push.Body) { Headers = { ContentType = new("text/xml") } });

    /// <summary>Sends it again while it is not stored, as WeChat does; more often than WeChat, for the sake of a crowded machine.</summary>
    public async Task<HttpAnswer> DeliverAsync(WeChatSender.Request push)
    {
        var answer = await PushAsync(push);
        for (var again = 0; answer.Status == 503 && again < 10; again++) answer = await PushAsync(push);
        return answer;
    }

    /// <summary>A citizen's text as WeChat would send it now.</summary>
    public WeChatSender.Request Text(string openId, string content) => WeChat.Text(openId, content, Interlocked.Increment(ref lastMsgId), DateTimeOffset.UtcNow);

    /// <summary>A citizen writes, and reads the bot's reply.</summary>
    public Task<string> SayAsync(string openId, string content) => ReplyAsync(Text(openId, content));

    /// <summary>A citizen scans a code, and reads the bot's reply.</summary>
    public Task<string> ScanAsync(string openId, string scene) => ReplyAsync(WeChat.Scan(openId, scene, DateTimeOffset.UtcNow));

    /// <summary>A station of its own.</summary>
    public async Task<string> StationAsync()
    {
        var id = ProductTables.StationId();
        Expect(201, await PutAsync($"api/stations/{id}", """{"name":"花园路街道人大代表之家","kind":"home","street":"花园路街道"}"""));
        return id;
    }

    /// <summary>Imports stations <c>st000</c>, …, each with a team <c>r000-0</c>, … whose openids are <c>open-0-0</c>, ….</summary>
    public async Task PutDistrictAsync(int stations, int team)
    {
        var (places, people) = (new StringBuilder("编号,名称,类型,街道\n"), new StringBuilder("编号,姓名,身份,站点编号,微信OpenID\n"));
        for (var i = 0; i < stations; i++)
        {
            places.Append($"st{i:D3},第{i}人大代表之家,家,花园路街道\n");
            for (var j = 0; j < team; j++) people.Append($"r{i:D3}-{j},代表{i}-{j},议事代表,st{i:D3},open-{i}-{j}\n");
        }

        Expect(200, await PostCsvAsync("api/stations/import", places.ToString()));
        Expect(200, await PostCsvAsync("api/representatives/import", people.ToString()));
    }

    /// <summary>Runs a timer's function now, without waiting for its end.</summary>
    public async Task RunAsync(string function) => Expect(202, await PostAsync($"admin/functions/{function}", """{"input":""}"""));

    /// <summary>Every item of a list, page by page.</summary>
    public async Task<List<JsonNode>> AllAsync(string path)
    {
        var all = new List<JsonNode>();
        for (string? continuation = ""; continuation is not null;)
        {
            var page = await GetAsync($"{path}{(path.Contains('?') ? '&' : '?')}top=1000{continuation}");
            Assert.Equal(200, page.Status);
            all.AddRange(page.Items!);
            continuation = page.Json["continuation"] is { } next ? $"&continuation={next}" : null;
        }

        return all;
    }

    /// <summary>The receipt number in a text.</summary>
    public static string NumberIn(string text) => NumberShape().Match(text) is { Success: true } match ? match.Value : throw new FormatException($"No number: {text}");

    /// <summary>All of them.</summary>
    public static IEnumerable<string> NumbersIn(string text) => NumberShape().Matches(text).Select(match => match.Value);

    public void Kill() => process.Kill();

    public Task<int> StopAsync() => process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }

    private async Task<string> ReplyAsync(WeChatSender.Request push)
    {
        var answer = await DeliverAsync(push);
        Expect(200, answer);
        return WeChat.Open(answer.Body);
    }

    private void Expect(int status, HttpAnswer answer) =>
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Text}\n{string.Join('\n', Lines.TakeLast(10))}");

    private static ByteArrayContent Json(string json) => new(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new("application/json") } };

    [GeneratedRegex("[A-Z0-9]{2,20}-[0-9]{6}-[0-9A-Z]{8}")]
    private static partial Regex NumberShape();
}
