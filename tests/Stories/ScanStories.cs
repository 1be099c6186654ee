using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>Which station hears a citizen: the one whose code he scanned last, and else the account's own.</summary>
public sealed class ScanStories(ScanStories.Scene scene) : IClassFixture<ScanStories.Scene>
{
    private readonly string citizen = ProductTables.Name();

    private StoryHost Host => scene.Host;

    [Fact]
    public async Task Who_has_scanned_nothing_is_heard_at_the_account_s_station() =>
        Assert.StartsWith("NA001-", await SayAsync());

    [Fact]
    public async Task The_station_scanned_last_hears_him()
    {
        var (first, second) = (await Host.StationAsync(), await Host.StationAsync());
        // A second apart: WeChat tells no time finer than that.
        var at = DateTimeOffset.UtcNow;
        foreach (var station in new[] { first, second, first })
        {
            at = at.AddSeconds(1);
            Assert.Contains("请直接发送文字", Host.WeChat.Open((await Host.DeliverAsync(Host.WeChat.Scan(citizen, $"s.{station}", at))).Body));
            var reply = await Host.DeliverAsync(Host.WeChat.Text(citizen, "路灯坏了", at.ToUnixTimeSeconds(), at));
            Assert.StartsWith(station.ToUpperInvariant(), StoryHost.NumberIn(Host.WeChat.Open(reply.Body)));
        }
    }

    [Fact]
    public async Task A_new_follower_who_came_by_a_code_is_bound_like_one_who_scans()
    {
        var station = await Host.StationAsync();
        var answer = await Host.DeliverAsync(Host.WeChat.Subscribe(citizen, $"s.{station}", DateTimeOffset.UtcNow));
        Assert.Contains("花园路街道人大代表之家", Host.WeChat.Open(answer.Body));
        Assert.StartsWith(station.ToUpperInvariant(), await SayAsync());
        var other = Host.WeChat.Open((await Host.DeliverAsync(Host.WeChat.Subscribe(ProductTables.Name(), null, DateTimeOffset.UtcNow))).Body);
        Assert.Contains("直接发送文字", other);
    }

    [Fact]
    public async Task A_representative_s_code_leads_to_him_at_the_station_he_heads()
    {
        var (member, head) = (await Host.StationAsync(), await Host.StationAsync());
        var person = ProductTables.Name();
        Assert.Equal(201, (await Host.PutAsync($"api/representatives/{person}", $$"""{"name":"李明","roles":["districtDeputy"],"stationIds":["{{member}}","{{head}}"],"headOf":"{{head}}"}""")).Status);
        Assert.Contains("李明代表在听", await Host.ScanAsync(citizen, $"r.{person}"));
        var number = await SayAsync();
        Assert.StartsWith(head.ToUpperInvariant(), number);
        Assert.Equal(person, (string?)(await Host.GetAsync($"api/opinions/{number}")).Json["representativeId"]);
        await Host.ScanAsync(citizen, $"s.{member}");
        Assert.Null((await Host.GetAsync($"api/opinions/{await SayAsync()}")).Json["representativeId"]);
    }

    [Theory]
    [InlineData("s.zz999")]
    [InlineData("s.")]
    [InlineData("s.na/01")]
    [InlineData("r.nobody")]
    [InlineData("r.")]
    [InlineData("r.a|b")]
    [InlineData("x.na001")]
    [InlineData("123")]
    public async Task An_unknown_code_is_said_to_be_unknown_and_changes_nothing(string scene)
    {
        var station = await Host.StationAsync();
        await Host.ScanAsync(citizen, $"s.{station}");
        Assert.Contains("没有找到这个二维码", await Host.ScanAsync(citizen, scene));
        Assert.StartsWith(station.ToUpperInvariant(), await SayAsync());
    }

    [Fact]
    public async Task A_scan_at_one_instance_holds_at_another_within_its_trust_and_after_a_restart_at_once()
    {
        var station = await Host.StationAsync();
        await Host.ScanAsync(citizen, $"s.{station}");
        await using var other = await StoryHost.StartAsync(scene.Store.Beside());
        Assert.StartsWith(station.ToUpperInvariant(), StoryHost.NumberIn(await other.SayAsync(citizen, "路灯坏了")));
    }

    [Fact]
    public async Task Who_unfollows_is_forgotten_and_his_opinions_stay()
    {
        await Host.ScanAsync(citizen, $"s.{await Host.StationAsync()}");
        var number = await SayAsync();
        await Eventually.TrueAsync(async () => (await Host.SayAsync(citizen, "我的意见")).Contains(number), "the sender's own list to hold the opinion", 60);
        var answer = await Host.DeliverAsync(Host.WeChat.Event(citizen, "unsubscribe", "", DateTimeOffset.UtcNow));
        Assert.Equal((200, "success"), (answer.Status, answer.Text));
        Assert.Contains("还没有提交", await Host.SayAsync(citizen, "我的意见"));
        Assert.StartsWith("NA001-", await SayAsync());
        Assert.Equal(200, (await Host.GetAsync($"api/opinions/{number}")).Status);
    }

    private async Task<string> SayAsync() => StoryHost.NumberIn(await Host.SayAsync(citizen, "路灯坏了"));

    public sealed class Scene : IAsyncLifetime
    {
        public StoryStore Store { get; private set; } = null!;

        public StoryHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Store = await StoryStore.OpenAsync();
            Host = await StoryHost.StartAsync(Store);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
