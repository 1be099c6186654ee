using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>What a browser relies on: pages of other origins, answers it has already, answers that are large.</summary>
public sealed class BrowserStories
{
    private const string Desk = "https://desk.example.cn";

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_ask_beforehand_and_read_answers_and_refusals_and_no_other_may()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store, ("Http__AllowedOrigins", $"{Desk}, http://localhost:5173"));
        var asked = await host.SendAsync(HttpMethod.Options, "api/stations/na017", null, ("Origin", Desk), ("Access-Control-Request-Method", "PUT"), ("x-functions-key", ""));
        Assert.Equal((204, Desk, "GET, POST, PUT, PATCH, DELETE"), (asked.Status, Of(asked, "Access-Control-Allow-Origin"), Of(asked, "Access-Control-Allow-Methods")));
        Assert.Contains("x-functions-key", Of(asked, "Access-Control-Allow-Headers"));
        Assert.Contains("Origin", Of(asked, "Vary"));

        var station = await host.StationAsync();
        var read = await FromAsync(host, Desk, $"api/stations/{station}");
        Assert.Equal((200, Desk), (read.Status, Of(read, "Access-Control-Allow-Origin")));
        Assert.Contains("ETag", Of(read, "Access-Control-Expose-Headers"));
        var refused = await FromAsync(host, "http://localhost:5173", "api/stations/nosuch");
        Assert.Equal((404, "http://localhost:5173"), (refused.Status, Of(refused, "Access-Control-Allow-Origin")));
        var stranger = await host.SendAsync(HttpMethod.Get, "api/stations", null, ("Origin", Desk), ("x-functions-key", "wrong"));
        Assert.Equal((401, Desk), (stranger.Status, Of(stranger, "Access-Control-Allow-Origin")));

        foreach (var origin in new[] { "https://desk.example.cn.evil.example", "http://desk.example.cn", "https://DESK.example.cn", "null" })
            Assert.Null(Of(await FromAsync(host, origin, "api/stations"), "Access-Control-Allow-Origin"));
        Assert.Null(Of(await host.SendAsync(HttpMethod.Options, "api/stations", null, ("Origin", "https://evil.example")), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task What_one_has_is_not_sent_again_and_what_is_large_is_sent_small()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store, ("WeChat__DefaultStation", "st001"));
        await host.PutDistrictAsync(40, team: 1);
        Assert.Equal(202, (await host.PostAsync("api/statistics/2026Q3/refresh", "")).Status);
        await Eventually.TrueAsync(async () => (await host.GetAsync("api/statistics/2026Q3")) is { Status: 200 } all && all.Json["stations"]!.AsArray().Count == 40, "the quarter to be counted", 60);

        foreach (var path in new[] { "api/stations/st001", "api/representatives/r001-0", "api/statistics/2026Q3", "api/statistics/2026Q3.csv", "api/statistics/2026Q3/st001", "api/openapi.json" })
        {
            var first = await host.GetAsync(path);
            Assert.Equal(200, first.Status);
            Assert.True(304 == (await AgainAsync(first.Tag!)).Status, path);
            Assert.True(304 == (await AgainAsync($"\"another\", {first.Tag}")).Status, path);
            Assert.True(200 == (await AgainAsync("\"another\"")).Status, path);

            Task<HttpAnswer> AgainAsync(string tag) => host.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", tag));
        }

        foreach (var (path, coding) in new[] { ("api/statistics/2026Q3", "br"), ("api/statistics/2026Q3.csv", "gzip"), ("api/stations", "br"), ("api/openapi.json", "gzip") })
        {
            var (plain, small) = (await host.GetAsync(path), await host.SendAsync(HttpMethod.Get, path, null, ("Accept-Encoding", coding)));
            Assert.Equal((200, coding), (small.Status, Of(small, "Content-Encoding")));
            Assert.InRange(small.Body.Length, 1, plain.Body.Length / 4);
        }

        Assert.Null(Of(await host.SendAsync(HttpMethod.Get, "api/health", null, ("Accept-Encoding", "br")), "Content-Encoding"));
    }

    private static Task<HttpAnswer> FromAsync(StoryHost host, string origin, string path) => host.SendAsync(HttpMethod.Get, path, null, ("Origin", origin));

    private static string? Of(HttpAnswer answer, string header) => answer.Headers[header] is [_, ..] values ? string.Join(", ", values!) : null;
}
