using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary><c>kill -9</c> of the host in the middle of its work, and a restart on the same store.</summary>
public sealed class CrashStories
{
    /// <summary>Change it to try other moments; a failure names it.</summary>
    private const int Seed = 20261220;

    [Fact]
    public async Task Every_acknowledged_push_is_there_once_however_often_the_host_is_killed()
    {
        await using var store = await StoryStore.OpenAsync();
        (string, string) noLimit = ("Opinions__MaxPerSenderPerHour", "500");
        var (random, crowd, stations) = (new Random(Seed), new Crowd(), new List<string>());
        for (var life = 0; life < 4; life++)
        {
            await using var host = await StoryHost.StartAsync(store, noLimit);
            if (life == 0) await SettleInAsync(host, crowd, stations);
            var (before, more) = (crowd.Acknowledged.Count, random.Next(20, 80));
            using var stop = new CancellationTokenSource();
            var writing = crowd.WriteAsync(host, stop.Token);
            await Eventually.TrueAsync(() => crowd.Acknowledged.Count >= before + more, $"{more} pushes to be acknowledged (seed {Seed}, life {life})", 60);
            host.Kill();
            await stop.CancelAsync();
            await writing;
        }

        await using var last = await StoryHost.StartAsync(store, noLimit);
        Assert.NotEqual(0, crowd.Waiting);
        await IsAllThereAsync(last, crowd, stations);
        await crowd.SendAgainAsync(last);
        await IsAllThereAsync(last, crowd, stations);
        Assert.Equal(crowd.Acknowledged.Count, (await OfStationsAsync(last, stations)).Count);
        await crowd.OwnListsHoldAsync(last);
    }

    [Fact]
    public async Task Every_notice_is_sent_once_and_recorded_once_however_often_the_host_is_killed()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var wechat = await FakeWeChatApi.StartAsync();
        var setting = ("WeChat__ApiBaseUrl", wechat.BaseUrl);
        const int Stations = 16, Team = 5;
        await using (var host = await StoryHost.StartAsync(store, "2026-12-12T23:00:00Z", setting)) await host.PutDistrictAsync(Stations, Team);
        // A week ahead of the reception day. The clock goes from heartbeat to heartbeat; each finds what the killed host
        // left behind, without a hand.
        var random = new Random(Seed);
        foreach (var heartbeat in new[] { "2026-12-12T23:59:59Z", "2026-12-13T00:04:59Z", "2026-12-13T00:09:59Z", "2026-12-13T00:19:59Z" })
        {
            await using var host = await StoryHost.StartAsync(store, heartbeat, setting);
            var calls = wechat.CountOf("/cgi-bin/message/template/send") + random.Next(1, Team * 4);
            await Eventually.TrueAsync(
                () => wechat.CountOf("/cgi-bin/message/template/send") >= Math.Min(calls, Stations * Team - 1), $"{calls} messages to be asked for after {heartbeat} (seed {Seed})", 60);
            host.Kill();
        }

        await using var last = await StoryHost.StartAsync(store, "2026-12-13T00:39:59Z", setting);
        await Eventually.TrueAsync(async () => (await last.AllAsync("api/notices?status=sent")).Count == Stations * Team, "every notice to be recorded as sent", 90);
        var notices = await last.AllAsync("api/notices");
        Assert.Equal(Stations * Team, notices.Select(notice => (string?)notice["recipientId"]).Distinct().Count());
        Assert.All(notices, notice => Assert.Equal((-7, "sent"), ((int?)notice["offsetDays"], (string?)notice["status"])));
        Assert.All(wechat.Deliveries.GroupBy(one => (one.ToUser, one.ClientMsgId)), one => Assert.Single(one));
        Assert.Equal(Stations * Team, wechat.Deliveries.Select(one => one.ToUser).Distinct().Count());
        Assert.Equal(Stations * Team, wechat.Deliveries.Count);
    }

    private static async Task SettleInAsync(StoryHost host, Crowd crowd, List<string> stations)
    {
        for (var i = 0; i < 3; i++) stations.Add(await host.StationAsync());
        await crowd.ScanAsync(host, stations);
    }

    /// <summary>Every number leads to what its sender wrote, and no message is stored twice, acknowledged or not.</summary>
    private static async Task IsAllThereAsync(StoryHost host, Crowd crowd, IReadOnlyList<string> stations)
    {
        foreach (var (number, message) in crowd.Acknowledged)
        {
            var opinion = await host.GetAsync($"api/opinions/{number}");
            Assert.Equal((200, message.Content), (opinion.Status, (string?)opinion.Json["content"]));
        }

        var stored = await OfStationsAsync(host, stations);
        Assert.Equal(stored.Count, stored.Values.Distinct().Count());
        Assert.All(crowd.Acknowledged.Keys, number => Assert.Contains(number, stored));
    }

    private static async Task<Dictionary<string, string>> OfStationsAsync(StoryHost host, IReadOnlyList<string> stations)
    {
        var all = new Dictionary<string, string>();
        foreach (var station in stations)
            foreach (var opinion in await host.AllAsync($"api/stations/{station}/opinions")) all.Add((string)opinion["number"]!, (string)opinion["content"]!);
        return all;
    }
}
