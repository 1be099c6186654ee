using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Calendar;
using Serverless.Local;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories.Statistics;

/// <summary>A quarter's figures by the routes and queues of the running host.</summary>
public sealed class StatisticsStories(StatisticsStories.District district) : IClassFixture<StatisticsStories.District>
{
    private static readonly DateTimeOffset Now = new(2027, 1, 5, 8, 0, 0, StationClock.Offset);

    private readonly LocalHost host = district.Host;
    private readonly HttpClient http = district.Client("local");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quarter_is_asked_for_counted_by_the_queue_and_read_as_JSON_and_as_a_table()
    {
        var stations = Enumerable.Range(1, 9).Select(i => new Station(An.Id($"na{i:D3}"), $"第{i}站", StationKind.Station, "某街道")).ToList();
        await host.Services.GetRequiredService<StationTable>().ImportAsync(stations, Cancel);
        foreach (var (source, at) in new[] { ("before", new DateTimeOffset(2026, 12, 31, 23, 59, 0, StationClock.Offset)), ("after", new DateTimeOffset(2027, 1, 1, 0, 0, 0, StationClock.Offset)) })
            await host.Services.GetRequiredService<OpinionTable>().AddAsync(
                attempt => OpinionIntake.Receive(An.Draft("na003", source), An.Call(at), HolidayCalendar.Official, attempt), null, Cancel);

        var asked = await http.PostAsync("2026Q4/refresh", null, Cancel);
        Assert.Equal((HttpStatusCode.Accepted, """{"quarter":"2026Q4","stations":9}"""), (asked.StatusCode, await asked.Content.ReadAsStringAsync(Cancel)));
        await CountedAsync("2026Q4", 9);

        var report = await JsonAsync("2026Q4/na003");
        Assert.Equal(("第3站", "某街道", 0, 1, 1), (report["name"]!.GetValue<string>(), report["street"]!.GetValue<string>(), Flow(report, "openAtStart"), Flow(report, "received"), Flow(report, "openAtEnd")));
        Assert.Equal(1, Flow((await JsonAsync("2026Q4"))["total"]!, "received"));

        var table = await http.GetAsync("2026Q4.csv", Cancel);
        Assert.Equal("text/csv; charset=utf-8", table.Content.Headers.ContentType!.ToString());
        Assert.Equal(11, (await table.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        // Five days after a quarter's end the hour counts it too.
        await host.InvokeAsync("RefreshStatistics");
        await CountedAsync("2027Q1", 9);
        Assert.Equal((1, 1, 2), Flows(await JsonAsync("2027Q1/na003")));
    }

    [Theory]
    [InlineData("2026Q5", HttpStatusCode.NotFound, "quarterInvalid")]
    [InlineData("2027Q2", HttpStatusCode.NotFound, "quarterInvalid")]
    [InlineData("2026Q5.csv", HttpStatusCode.NotFound, "quarterInvalid")]
    [InlineData("2026Q4/nosuch", HttpStatusCode.NotFound, "stationNotFound")]
    [InlineData("2019Q1", HttpStatusCode.NotFound, "reportNotFound")]
    [InlineData("2026Q4?top=3", HttpStatusCode.BadRequest, "queryInvalid")]
    public async Task What_cannot_be_answered_is_refused_with_its_code(string path, HttpStatusCode status, string code)
    {
        var answer = await http.GetAsync(path, Cancel);
        Assert.Equal((status, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("GET", "2026Q4")]
    [InlineData("GET", "2026Q4.csv")]
    [InlineData("GET", "2026Q4/na001")]
    [InlineData("POST", "2026Q4/refresh")]
    public async Task Without_a_key_nothing_is_told_or_counted(string method, string path)
    {
        using var stranger = district.Client(null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel)).StatusCode);
    }

    private Task CountedAsync(string quarter, int stations) =>
        Eventually.TrueAsync(async () => (await (await http.GetAsync(quarter, Cancel)).Content.ReadFromJsonAsync<JsonNode>(Cancel))!["stations"]?.AsArray().Count == stations, $"the reports of {quarter}", 120);

    private async Task<JsonNode> JsonAsync(string path) => (await http.GetFromJsonAsync<JsonNode>(path, Cancel))!;

    private static int Flow(JsonNode report, string figure) => report["opinions"]![figure]!.GetValue<int>();

    private static (int, int, int) Flows(JsonNode report) => (Flow(report, "openAtStart"), Flow(report, "received"), Flow(report, "openAtEnd"));

    public sealed class District : IAsyncLifetime
    {
        private Azurite azurite = null!;

        public LocalHost Host { get; private set; } = null!;

        public HttpClient Client(string? key)
        {
            var client = new HttpClient { BaseAddress = new Uri(Host.BaseAddress, "/api/statistics/") };
            if (key is not null) client.DefaultRequestHeaders.Add("x-functions-key", key);
            return client;
        }

        public async ValueTask InitializeAsync()
        {
            azurite = await Azurite.StartInMemoryAsync();
            Host = await LocalHost.StartAsync(new HostSettings
            {
                Port = 0, Storage = azurite.ConnectionString, Now = Now, Empty = true,
                FunctionClasses = [typeof(StatisticsEndpoints), typeof(RefreshStatisticsTimers), typeof(RefreshStatisticsWorkers)],
                DataFolder = Path.Combine(Path.GetTempPath(), AzuriteFixture.UniqueName()),
            });
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await azurite.DisposeAsync();
        }
    }
}
