using System.Text.Json.Nodes;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>The morning of 20 December 2026, a reception day, and the quarter's report after it.</summary>
public sealed class ReceptionDayStories
{
    private const int Stations = 6, Team = 7, Called = Stations - 1;
    private const string Stranger = "open-2-3";

    [Fact]
    public async Task Each_representative_is_told_once_and_the_quarter_adds_up()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var wechat = await FakeWeChatApi.StartAsync();
        wechat.FailSendsTo(Stranger, WeChatFault.Code(43004));
        var settings = new[] { ("WeChat__ApiBaseUrl", wechat.BaseUrl), ("WeChat__Templates__Reception", "the-template"), ("WeChat__DefaultStation", "st000") };
        await using (var before = await StoryHost.StartAsync(store, "2026-12-19T02:00:00Z", settings))
        {
            await before.PutDistrictAsync(Stations, Team);
            Assert.Equal(200, (await before.PostAsync("api/occasions/reception-20261220-st005/cancel", """{"reason":"场地维修"}""")).Status);
            Assert.Equal(0, await before.StopAsync());
        }

        // The status of the timers is of the day before; this host starts as one that was never there.
        Directory.Delete(Path.Combine(store.DataFolder, "timers"), recursive: true);
        await using var host = await StoryHost.StartAsync(store, "2026-12-19T23:59:50Z", settings);
        await Eventually.TrueAsync(async () => (await NoticesAsync(host)).Count(IsDone) == Called * Team, "the day's notices to be sent", 90);
        await HasToldEachOnceAsync(host, wechat);

        var asked = wechat.CountOf("/cgi-bin/message/template/send");
        await host.RunAsync("RemindStations");
        await Eventually.TrueAsync(() => host.Lines.Count(line => line.Contains("RemindPeople") && line.EndsWith("ok")) >= 2 * Stations, "every order to be served again", 60);
        Assert.Equal(asked, wechat.CountOf("/cgi-bin/message/template/send"));
        await HasToldEachOnceAsync(host, wechat);

        var opinions = await WorkAsync(host);
        await AddsUpAsync(host, opinions);
    }

    private static async Task HasToldEachOnceAsync(StoryHost host, FakeWeChatApi wechat)
    {
        var told = wechat.Deliveries;
        Assert.Equal(
            from station in Enumerable.Range(0, Called) from person in Enumerable.Range(0, Team) let open = $"open-{station}-{person}" where open != Stranger orderby open select open,
            told.Select(one => one.ToUser).Order(StringComparer.Ordinal));
        Assert.All(told, one => Assert.Equal("the-template", one.TemplateId));
        Assert.All(told, one => Assert.Contains(one.Data.Values, value => value.Contains("09:00") || value.Contains("9:00")));

        var notices = await NoticesAsync(host);
        Assert.Equal(Called * Team, notices.Count);
        Assert.All(notices, notice => Assert.Equal((0, "wechat", 1), ((int?)notice["offsetDays"], (string?)notice["channel"], (int?)notice["attempts"])));
        var failed = Assert.Single(notices, notice => (string?)notice["status"] != "sent");
        Assert.Equal(("failed", "r002-3"), ((string?)failed["status"], (string?)failed["recipientId"]));
        Assert.Contains("43004", failed["failure"]!.ToJsonString());
        Assert.Empty(await host.AllAsync("api/notices?occasion=reception-20261220-st005"));
    }

    /// <summary>What the day brings: six opinions at the first station, three at the second; how they end, by status.</summary>
    private static async Task<int> WorkAsync(StoryHost host)
    {
        Assert.Equal(200, (await host.PostAsync("api/occasions/reception-20261220-st000/hold", """{"visitors":12}""")).Status);
        Assert.Equal(409, (await host.PostAsync("api/occasions/reception-20261220-st005/hold", "{}")).Status);
        var numbers = new List<string>();
        for (var i = 0; i < 9; i++)
            numbers.Add((string)(await host.PostAsync("api/opinions", $$"""{"stationId":"st00{{i / 6}}","content":"第{{i}}件事","channel":"reception","category":"=市政"}""")).Json["number"]!);
        foreach (var (move, body) in new[] { ("answer", """{"text":"已修"}"""), ("close", "{}") }) Assert.Equal(200, (await host.PostAsync($"api/opinions/{numbers[0]}/{move}", body)).Status);
        Assert.Equal(200, (await host.PostAsync($"api/opinions/{numbers[1]}/reject", """{"reason":"诉讼","channel":"法院"}""")).Status);
        Assert.Equal(200, (await host.PostAsync($"api/opinions/{numbers[2]}/merge", $$"""{"into":"{{numbers[3]}}"}""")).Status);
        Assert.Equal(200, (await host.PostAsync($"api/opinions/{numbers[6]}/withdraw", "")).Status);
        return numbers.Count;
    }

    private static async Task AddsUpAsync(StoryHost host, int opinions)
    {
        var accepted = await host.PostAsync("api/statistics/2026Q4/refresh", "");
        Assert.Equal((202, Stations), (accepted.Status, (int?)accepted.Json["stations"]));
        await Eventually.TrueAsync(async () => (int?)(await host.GetAsync("api/statistics/2026Q4")).Json["total"]?["opinions"]!["received"] == opinions, "the quarter to be counted", 60);
        var report = (await host.GetAsync("api/statistics/2026Q4")).Json;
        var (total, first) = (report["total"]!, report["stations"]!.AsArray().Single(one => (string?)one!["stationId"] == "st000")!);

        // 20 October and 20 December.
        Assert.Equal((2 * Stations, 1), Of(total, "receptions", "due", "held"));
        Assert.Equal((Called * Team, Called * Team - 1), Of(total, "notices", "planned", "sent"));
        Assert.Equal((1, 0), Of(total, "notices", "failed", "dead"));
        Assert.Equal((6, 3), Of(first, "opinions", "received", "openAtEnd"));
        Assert.Equal((1, 1), Of(total, "opinions", "merged", "rejected"));
        Assert.Equal((1, 1), Of(total, "opinions", "withdrawn", "closed"));
        Assert.Equal((0, 5), Of(total, "opinions", "openAtStart", "openAtEnd"));
        Assert.Equal(opinions, (int?)total["opinions"]!["bySource"]!["reception"]);
        var alone = (await host.GetAsync("api/statistics/2026Q4/st000")).Json.AsObject();
        Assert.Equal(Team, alone["representatives"]!.AsArray().Count);
        alone.Remove("representatives");
        Assert.Equal(first.ToJsonString(), alone.ToJsonString());

        var csv = await host.GetAsync("api/statistics/2026Q4.csv");
        Assert.Equal((200, "text/csv; charset=utf-8"), (csv.Status, (string?)csv.Headers.ContentType));
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Body[..3]);
        Assert.Equal(1 + Stations + 1, csv.Text.TrimEnd().Split("\r\n").Length);
        Assert.DoesNotContain(csv.Text.Split(',', '\n'), cell => cell.StartsWith('='));
    }

    private static Task<List<JsonNode>> NoticesAsync(StoryHost host) => host.AllAsync("api/notices");

    private static bool IsDone(JsonNode notice) => (string?)notice["status"] is "sent" or "failed";

    private static (int?, int?) Of(JsonNode report, string group, string one, string other) => ((int?)report[group]![one], (int?)report[group]![other]);
}
