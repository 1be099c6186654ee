using System.IO.Compression;
using System.Text.Json.Nodes;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories.OpenApi;

/// <summary>The API describes itself, as a validator of other people's finds it, and as it then answers.</summary>
public sealed class OpenApiStories
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_valid_and_true_and_a_page_shows_it()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store);
        var document = await host.GetAsync("api/openapi.json");
        Assert.Equal(200, document.Status);
        var answers = new JsonArray([.. await AnswersAsync(host)]);
        Assert.Equal("", (await Npm.RunAsync("validate.mjs", new JsonObject { ["document"] = document.Json, ["answers"] = answers }.ToJsonString(), Cancel)).Trim());

        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var asked = new HttpRequestMessage(HttpMethod.Get, "api/openapi.json") { Headers = { { "If-None-Match", document.Tag } } };
        Assert.Equal(304, (int)(await http.SendAsync(asked, Cancel)).StatusCode);
        var page = await http.GetStringAsync("docs", Cancel);
        Assert.Contains("data-url=\"/api/openapi.json\"", page);
        Assert.DoesNotContain("https://", page);
        await using var script = new GZipStream(await http.GetStreamAsync("docs/scalar.js", Cancel), CompressionMode.Decompress);
        Assert.Contains("api-reference", await new StreamReader(script).ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task A_query_name_that_a_route_does_not_describe_is_refused_and_the_webhooks_are_left_alone()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store);
        var wrong = await host.GetAsync("api/stations?stret=x");
        Assert.Equal((400, "queryInvalid"), (wrong.Status, wrong.Code));
        Assert.Contains("street", (string)wrong.Json["detail"]!);
        Assert.Equal(400, (await host.GetAsync("api/health?verbose=1")).Status);
        Assert.Equal(401, (await host.GetAsync("api/wechat?anything=1")).Status);
        Assert.Equal(200, (await host.GetAsync("docs?from=singlemessage")).Status);
    }

    private static async Task<IReadOnlyList<JsonNode>> AnswersAsync(StoryHost host)
    {
        var station = await host.StationAsync();
        var made = await host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"路灯坏了。"}""");
        var number = (string)made.Json["number"]!;
        var key = $"reception-20261220-{station}";
        return
        [
            Answer("post /api/opinions", made),
            Answer("get /api/opinions/{number}", await host.GetAsync($"api/opinions/{number}")),
            Answer("get /api/opinions/{number}/history", await host.GetAsync($"api/opinions/{number}/history")),
            Answer("get /api/public/opinions/{number}", await host.GetAsync($"api/public/opinions/{number}")),
            Answer("post /api/opinions/{number}/answer", await host.PostAsync($"api/opinions/{number}/answer", """{"text":"今晚修好。"}""")),
            Answer("get /api/stations/{stationId}/opinions", await host.GetAsync($"api/stations/{station}/opinions")),
            Answer("get /api/stations/{stationId}", await host.GetAsync($"api/stations/{station}")),
            Answer("get /api/stations", await host.GetAsync("api/stations?top=5")),
            Answer("put /api/representatives/{id}", await host.PutAsync("api/representatives/r1", $$"""{"name":"张三","roles":["districtDeputy"],"stationIds":["{{station}}"]}""")),
            Answer("get /api/stations/{stationId}/representatives", await host.GetAsync($"api/stations/{station}/representatives")),
            Answer("get /api/occasions", await host.GetAsync($"api/occasions?stationId={station}&from=2026-12-01&to=2026-12-31")),
            Answer("get /api/occasions/{key}", await host.GetAsync($"api/occasions/{key}")),
            Answer("get /api/notices", await host.GetAsync($"api/notices?stationId={station}")),
            Answer("put /api/callers/{name}", await host.PutAsync("api/callers/hotline", """{"roles":["bot"],"scope":"district"}""")),
            Answer("get /api/callers", await host.GetAsync("api/callers")),
            Answer("get /api/audit", await host.GetAsync("api/audit")),
            Answer("get /api/health", await host.GetAsync("api/health")),
        ];
    }

    private static JsonObject Answer(string operation, HttpAnswer answer) =>
        new() { ["operation"] = operation, ["status"] = $"{answer.Status}", ["body"] = answer.Body.Length > 0 ? answer.Json : null };
}
