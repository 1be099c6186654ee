using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>The storage goes away for ten seconds in the middle of the work, and the host lives on.</summary>
public sealed class OutageStories
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    // WeChat hangs up after five seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task No_acknowledged_push_is_lost_and_the_line_recovers_by_itself()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store, ("Opinions__MaxPerSenderPerHour", "500"));
        var (crowd, station) = (new Crowd(), await host.StationAsync());
        await crowd.ScanAsync(host, [station]);
        using var stop = new CancellationTokenSource();
        var writing = crowd.WriteAsync(host, stop.Token, atOnce: 4);
        await Eventually.TrueAsync(() => crowd.Acknowledged.Count >= 20, "the first pushes to be acknowledged", 60);

        await store.Azurite.StopAsync();
        var (gone, before) = (TimeProvider.System.GetTimestamp(), crowd.Acknowledged.Count);
        await host.RunAsync("RefreshStatistics");
        Assert.Equal((503, "storageUnavailable"), await CodeAsync(host.GetAsync($"api/stations/{station}")));
        Assert.Equal((503, "storageUnavailable"), await CodeAsync(host.GetAsync("api/health")));
        await Eventually.TrueAsync(() => TimeProvider.System.GetElapsedTime(gone) >= Outage, "the outage to last");
        var during = crowd.Acknowledged.Count;
        await store.Azurite.RestartAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => crowd.Acknowledged.Count >= during + 20, "pushes to be acknowledged again", 60);
        await stop.CancelAsync();
        await writing;
        // What was on its way when the storage stopped may still have been acknowledged; nothing after it.
        Assert.InRange(during, before, before + 4);
        Assert.Contains(crowd.Answers, answer => answer.Status == 503);
        Assert.All(crowd.Answers, answer => Assert.True(answer.Status is 200 or 503 && answer.Took < Patience, answer.ToString()));

        await crowd.SendAgainAsync(host);
        var stored = (await host.AllAsync($"api/stations/{station}/opinions")).ToDictionary(one => (string)one["number"]!, one => (string)one["content"]!);
        Assert.Equal(crowd.Acknowledged.ToDictionary(one => one.Key, one => one.Value.Content), stored);

        // Without a hand: the queue's listeners, and a timer's work.
        await crowd.OwnListsHoldAsync(host);
        await host.RunAsync("RefreshStatistics");
        var quarter = Calendar.Quarter.Of(DateTimeOffset.UtcNow);
        await Eventually.TrueAsync(
            async () => (await host.GetAsync($"api/statistics/{quarter}/{station}")) is { Status: 200 } report && (int?)report.Json["opinions"]!["received"] == stored.Count,
            "the station to be counted", 60);
    }

    private static async Task<(int Status, string? Code)> CodeAsync(Task<HttpAnswer> call)
    {
        var answer = await call;
        return (answer.Status, answer.Code);
    }
}
