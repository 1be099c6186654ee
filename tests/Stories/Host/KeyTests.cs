using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Tests.Host;

public sealed class LevelFunctions
{
    [Function("Open")]
    public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "open")] HttpRequest request) => Results.Text("in");

    [Function("Closed")]
    public static IResult Closed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "closed")] HttpRequest request) => Results.Text("in");

    [Function("Masters")]
    public static IResult Masters([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "masters")] HttpRequest request) => Results.Text("in");

    // No level: the attribute's property says Anonymous, but a host never sees it and takes Function.
    [Function("Unsaid")]
    public static IResult Unsaid([HttpTrigger("get")] HttpRequest request) => Results.Text("in");

    [Function("Tick")]
    public static void Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => throw new InvalidOperationException("never called here");
}

public sealed class KeyTests
{
    public static TheoryData<string, string?, string?, int, string?> Requests()
    {
        var rows = new TheoryData<string, string?, string?, int, string?>
        {
            { "api/open", null, null, 200, null },
            { "api/open", "wrong", "wrong", 200, null },
            { "admin/host/ping", null, null, 200, null },
        };
        foreach (var path in new[] { "api/closed", "api/masters", "api/unsaid", "admin/host/status" })
        {
            rows.Add(path, null, null, 401, "keyMissing");
            rows.Add(path, "", null, 401, "keyMissing");
            rows.Add(path, "wrong", null, 401, "keyWrong");
            rows.Add(path, null, "wrong", 401, "keyWrong");
            rows.Add(path, "the-ke", null, 401, "keyWrong");
            rows.Add(path, "The-Key", null, 401, "keyWrong");
            rows.Add(path, "the-key", null, 200, null);
            rows.Add(path, null, "the-key", 200, null);
            rows.Add(path, "the-key", "wrong", 200, null);
            rows.Add(path, "wrong", "the-key", 401, "keyWrong");
        }
        return rows;
    }

    [Fact]
    public async Task Each_level_asks_for_its_key_and_the_header_wins_over_the_query()
    {
        using var test = new HostUnderTest();
        await using var host = await test.StartAsync(typeof(LevelFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        foreach (var row in Requests())
        {
            var (path, header, query, status, code) = row.Data;
            using var request = new HttpRequestMessage(HttpMethod.Get, query is null ? path : $"{path}?code={query}");
            if (header is not null) request.Headers.TryAddWithoutValidation("x-functions-key", header);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(status == (int)answer.StatusCode, $"{path} header '{header}' query '{query}' gave {(int)answer.StatusCode}");
            if (code is not null) await IsProblemAsync(answer, code);
        }
    }

    internal static async Task IsProblemAsync(HttpResponseMessage answer, string code)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        Assert.Equal((code, (int)answer.StatusCode), ((string?)body["code"], (int?)body["status"]));
        Assert.NotEqual("", (string?)body["title"] ?? "");
        Assert.NotEqual("", (string?)body["detail"] ?? "");
    }
}
