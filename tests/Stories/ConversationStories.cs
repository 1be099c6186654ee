using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>The bot as a citizen meets it who says no more than people say in a chat.</summary>
public sealed class ConversationStories(ConversationStories.Scene scene) : IClassFixture<ConversationStories.Scene>
{
    private readonly string citizen = ProductTables.Name();

    private StoryHost Host => scene.Host;

    [Fact]
    public async Task Chat_is_answered_is_not_filed_and_uses_up_no_limit()
    {
        var station = await Host.StationAsync();
        await Host.ScanAsync(citizen, $"s.{station}");
        foreach (var words in new[] { "你好", "在吗？", "谢谢！", "?", "1", "查询", "撤回", "😀", "帮助", "我的意见", "站点" })
            for (var twice = 0; twice < 2; twice++) Assert.DoesNotContain("已收到", await Host.SayAsync(citizen, words));
        Assert.Empty(await Host.AllAsync($"api/stations/{station}/opinions"));
        Assert.Contains("已收到", await Host.SayAsync(citizen, "路灯坏了"));
    }

    [Fact]
    public async Task The_receipt_names_the_station_and_whose_code_it_was_and_the_scan_says_what_is_kept()
    {
        var (station, person) = (await Host.StationAsync(), ProductTables.Name());
        await Host.PutAsync($"api/representatives/{person}", $$"""{"name":"李明","roles":["districtDeputy"],"stationIds":["{{station}}"]}""");
        Assert.Contains("我们只保存意见内容", await Host.ScanAsync(citizen, $"r.{person}"));
        var receipt = await Host.SayAsync(citizen, "路灯坏了");
        Assert.Contains("花园路街道人大代表之家的李明代表", receipt);
        Assert.Contains(StoryHost.NumberIn(receipt), await Host.SayAsync(citizen, $"查询进度：{StoryHost.NumberIn(receipt).ToLowerInvariant().Replace("-", "")}"));
    }

    [Fact]
    public async Task Who_has_scanned_nothing_where_no_station_is_set_is_asked_to_scan_or_to_choose_and_nothing_is_filed_into_nowhere()
    {
        await using var host = await StoryHost.StartAsync(scene.Store.Beside(), ("WeChat__DefaultStation", "na098"));
        Assert.Contains(host.Lines, line => line.Contains("WeChat__DefaultStation names na098"));
        Assert.Contains("还没有提交", await host.SayAsync(citizen, $"路灯坏了，{citizen}"));
        Assert.Empty((await host.GetAsync($"api/opinions?text={citizen}")).Items);
        var (id, other) = (ProductTables.StationId(), ProductTables.StationId());
        await host.PutAsync($"api/stations/{id}", $$"""{"name":"桃花源{{id}}活动站","kind":"station","street":"花园路街道"}""");
        await host.PutAsync($"api/stations/{other}", $$"""{"name":"桃花源{{other}}活动站","kind":"station","street":"花园路街道"}""");
        Assert.Contains("没有找到", await host.SayAsync(citizen, "站点 蓬莱仙山"));
        Assert.Contains($"站点 桃花源{id}活动站", await host.SayAsync(citizen, "站点 桃花源"));
        Assert.Contains("我们只保存意见内容", await host.SayAsync(citizen, $"站点 桃花源{id}"));
        Assert.StartsWith(id.ToUpperInvariant(), StoryHost.NumberIn(await host.SayAsync(citizen, "路灯坏了")));
    }

    [Fact]
    public async Task The_default_station_hears_as_soon_as_it_is_entered()
    {
        var id = ProductTables.StationId();
        await using var host = await StoryHost.StartAsync(scene.Store.Beside(), ("WeChat__DefaultStation", id));
        Assert.Contains("还没有提交", await host.SayAsync(citizen, "路灯坏了"));
        await host.PutAsync($"api/stations/{id}", """{"name":"新站","kind":"station","street":"花园路街道"}""");
        var receipt = await host.SayAsync(citizen, "路灯坏了");
        Assert.StartsWith(id.ToUpperInvariant(), StoryHost.NumberIn(receipt));
        Assert.Contains("已交给新站", receipt);
    }

    [Fact]
    public async Task A_representative_is_known_by_the_code_a_clerk_gave_and_by_nobody_elses_phone()
    {
        var (station, person) = (await Host.StationAsync(), ProductTables.Name());
        await Host.PutAsync($"api/representatives/{person}", $$"""{"name":"李明","roles":["districtDeputy"],"stationIds":["{{station}}"]}""");
        var code = (string)(await Host.PostAsync($"api/representatives/{person}/binding-code", "")).Json["code"]!;
        var push = Host.Text(citizen, code.ToLowerInvariant().Replace("-", " "));
        foreach (var delivery in new[] { push, push }) Assert.Contains("李明代表，您好", Host.WeChat.Open((await Host.DeliverAsync(delivery)).Body));
        Assert.Equal(citizen, (string?)(await Host.GetAsync($"api/representatives/{person}")).Json["openId"]);
        Assert.Contains("核对绑定码", await Host.SayAsync(ProductTables.Name(), code));
        Assert.Empty(await Host.AllAsync($"api/stations/{station}/opinions"));
        Assert.DoesNotContain(Host.Lines, line => line.Contains(code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_station_that_somebody_is_bound_to_is_not_taken_away_from_under_them()
    {
        var station = await Host.StationAsync();
        await Host.ScanAsync(citizen, $"s.{station}");
        var kept = await Host.SendAsync(HttpMethod.Delete, $"api/stations/{station}");
        Assert.Equal((409, "stationHasHistory"), (kept.Status, kept.Code));
        Assert.Equal(204, (await Host.SendAsync(HttpMethod.Delete, $"api/stations/{await Host.StationAsync()}")).Status);
    }

    [Fact]
    public async Task Nobody_is_bound_to_a_station_that_does_not_work_any_more()
    {
        var id = ProductTables.StationId();
        await Host.PutAsync($"api/stations/{id}", $$"""{"name":"停用{{id}}站","kind":"station","street":"花园路街道","status":"closed"}""");
        Assert.Contains("现在不接待群众", await Host.ScanAsync(citizen, $"s.{id}"));
        Assert.Contains("没有找到", await Host.SayAsync(citizen, $"站点 停用{id}站"));
    }

    [Fact]
    public async Task What_was_said_in_a_voice_message_is_an_opinion()
    {
        var station = await Host.StationAsync();
        await Host.ScanAsync(citizen, $"s.{station}");
        var voice = Host.WeChat.Push(
            WeChatSender.Message(citizen, DateTimeOffset.UtcNow, "voice", "<MediaId>m1</MediaId><Format>amr</Format><Recognition>路口的红绿灯不亮了</Recognition><MsgId>6054768590064713999</MsgId>"),
            DateTimeOffset.UtcNow);
        var number = StoryHost.NumberIn(Host.WeChat.Open((await Host.DeliverAsync(voice)).Body));
        Assert.Equal("路口的红绿灯不亮了", (string?)(await Host.GetAsync($"api/opinions/{number}")).Json["content"]);
    }

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
