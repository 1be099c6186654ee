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
        await Eventually.TrueAsync(() => host.Lines.Where(line => line.Contains("RemindPeople")).Sum(Served) >= 2 * Stations, "every order to be served again", 60);
        Assert.Equal(asked, wechat.CountOf("/cgi-bin/message/template/send"));
        await HasToldEachOnceAsync(host, wechat);

        var opinions = await WorkAsync(host);
        await AddsUpAsync(host, opinions);
    }

    /// <summary>How many messages a line of the host tells of: <c>ok</c>, or <c>ok, 164 of them, …</c></summary>
    private static int Served(string line) => line.EndsWith("  ok", StringComparison.Ordinal) ? 1
        : line.Split("  ok, ") is [_, var rest] ? int.Parse(rest.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;

    [Fact]
    public async Task Who_was_told_of_a_day_that_is_moved_or_cancelled_is_told_so_and_is_reminded_of_the_new_one()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var wechat = await FakeWeChatApi.StartAsync();
        var settings = new[] { ("WeChat__ApiBaseUrl", wechat.BaseUrl), ("WeChat__Templates__Reception", "the-template") };
        // A week ahead, ten seconds to eight.
        await using (var host = await StoryHost.StartAsync(store, "2026-12-12T23:59:50Z", settings))
        {
            await host.PutDistrictAsync(2, 2);
            Assert.Equal(201, (await host.PutAsync("api/representatives/both", """{"name":"两站代表","roles":["deliberation"],"stationIds":["st000","st001"],"openId":"open-both"}""")).Status);
            await Eventually.TrueAsync(() => wechat.Deliveries.Count >= 5, "everybody to be told a week ahead", 90);
            Assert.Equal(["open-0-0", "open-0-1", "open-1-0", "open-1-1", "open-both"], Told(wechat));
            await Eventually.TrueAsync(async () => (await host.AllAsync("api/notices?status=sent")).Count == 5, "that to be recorded");
            Assert.Equal(["st000"], (await NoticesAsync(host)).Where(notice => (string?)notice["recipientId"] == "both").Select(notice => (string?)notice["stationId"]));

            await RefusesAsync(host, "st000/move", """{"date":"2026-12-12","reason":"停电"}""", "moveNotAllowed", "2026-12-13");
            await RefusesAsync(host, "st000/correct", """{"reason":"录入有误"}""", "nothingToCorrect", "没有可以更正的内容");
            Assert.Equal(200, (await DecideAsync(host, "st000/move", """{"date":"2026-12-25","reason":"场地维修"}""")).Status);
            Assert.Equal(200, (await DecideAsync(host, "st001/cancel", """{"reason":"停电"}""")).Status);
            await Eventually.TrueAsync(() => wechat.Deliveries.Count >= 10, "everybody to be told of it", 90);
            Assert.Equal(["open-0-0", "open-0-1", "open-1-0", "open-1-1", "open-both"], Told(wechat, 5));
            Assert.All(wechat.Deliveries.Skip(5), one => Assert.Equal(
                one.ToUser.StartsWith("open-1") ? ("民情接待日取消", "2026年12月20日 09:00") : ("民情接待日改期", "2026年12月25日 09:00"), (one.Data["thing1"], one.Data["time2"])));

            var corrected = await DecideAsync(host, "st001/correct", """{"reason":"录入有误"}""");
            Assert.Equal((200, "planned"), (corrected.Status, (string?)corrected.Json["status"]));
            await RefusesAsync(host, "st001/correct", """{"reason":"再改"}""", "nothingToCorrect", "已经更正");
            await Eventually.TrueAsync(() => wechat.Deliveries.Count >= 12, "those who were told of the cancellation to be told that it is none", 90);
            Assert.Equal(["open-1-0", "open-1-1"], Told(wechat, 10));
            Assert.All(wechat.Deliveries.Skip(10), one => Assert.Equal("不取消了，12月20日照常接待", one.Data["thing4"]));
            Assert.Equal(0, await host.StopAsync());
        }

        // A week ahead of the new date.
        await using var later = await StoryHost.StartAsync(store, "2026-12-17T23:59:50Z", settings);
        await Eventually.TrueAsync(() => wechat.Deliveries.Count >= 15, "the moved station's people to be reminded of the new date", 90);
        await Eventually.TrueAsync(async () => (await NoticesAsync(later)).All(notice => (string?)notice["status"] == "sent"), "that to be recorded");
        Assert.Equal(["open-0-0", "open-0-1", "open-both"], Told(wechat, 12));
        Assert.All(wechat.Deliveries.Skip(12), one => Assert.Equal(("2026年12月25日 09:00", "7天后接待群众，日期有调整"), (one.Data["time2"], one.Data["thing4"])));
        Assert.Equal(15, (await NoticesAsync(later)).Count);
    }

    [Fact]
    public async Task A_fault_of_the_accounts_settings_delays_the_mornings_notices_and_loses_none()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var wechat = await FakeWeChatApi.StartAsync();
        var settings = new[] { ("WeChat__ApiBaseUrl", wechat.BaseUrl), ("WeChat__Templates__Reception", "the-template") };
        // A refusal is believed for a minute, so the first host asks once.
        wechat.FailTokens(WeChatFault.Code(40164));
        await using (var host = await StoryHost.StartAsync(store, "2026-12-19T23:59:50Z", settings))
        {
            await host.PutDistrictAsync(1, 3);
            await Eventually.TrueAsync(
                async () => (await NoticesAsync(host)).Count(notice => (string?)notice["status"] == "planned" && (string?)notice["failure"]?["code"] == "configurationError") == 3,
                "the notices to wait with their reason", 90);
            Assert.All(await NoticesAsync(host), notice => Assert.Equal((0, true), ((int?)notice["attempts"], ((string?)notice["failure"]!["reason"])!.Contains("白名单"))));
            await Eventually.TrueAsync(() => host.Lines.Any(line => line.Contains("wait for our settings") && line.Contains("40164")), "the log to say so");
            Assert.Equal(0, await host.StopAsync());
        }

        Assert.Empty(wechat.Deliveries);
        await using var mended = await StoryHost.StartAsync(store, "2026-12-20T00:09:50Z", settings);
        await Eventually.TrueAsync(async () => (await NoticesAsync(mended)).Count(notice => (string?)notice["status"] == "sent") == 3, "the notices to be sent", 90);
        Assert.Equal(["open-0-0", "open-0-1", "open-0-2"], Told(wechat));
    }

    private static List<string> Told(FakeWeChatApi wechat, int after = 0) => [.. wechat.Deliveries.Skip(after).Select(one => one.ToUser).Order(StringComparer.Ordinal)];

    private static Task<HttpAnswer> DecideAsync(StoryHost host, string what, string body) => host.PostAsync($"api/occasions/reception-20261220-{what}", body);

    private static async Task RefusesAsync(StoryHost host, string what, string body, string code, string says)
    {
        var answer = await DecideAsync(host, what, body);
        Assert.Equal((409, code), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Text);
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
