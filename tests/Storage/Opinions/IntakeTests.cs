using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Opinions;

/// <summary>What a citizen's push leaves behind, what it costs, and what a crash or a repeat does to it.</summary>
public sealed partial class IntakeTests : IAsyncLifetime
{
    private readonly string citizen = ProductTables.Name();
    private Product product = null!;
    private string station = null!;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        station = (await product.StationAsync()).StationId;
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{station}", product.Time.GetUtcNow()));
        // What the scan taught this instance is not believed any more.
        product.Time.Advance(SenderCache.Trust);
        product.Calls.Clear();
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_push_of_an_unknown_sender_costs_two_storage_calls_and_of_a_known_one_one()
    {
        await SayAsync("路灯坏了", 1);
        Assert.Equal(["GET Senders", "POST Opinions"], product.Calls.List.Select(call => call.Split('(')[0]));
        product.Calls.Clear();
        await SayAsync("井盖也坏了", 2);
        Assert.Equal(["POST Opinions"], product.Calls.List);
    }

    [Fact]
    public async Task A_push_soon_after_the_scan_costs_one_storage_call()
    {
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{station}", product.Time.GetUtcNow()));
        product.Calls.Clear();
        await SayAsync("路灯坏了", 1);
        Assert.Equal(["POST Opinions"], product.Calls.List);
    }

    [Fact]
    public async Task A_push_leaves_one_row_whose_number_says_station_and_day()
    {
        var number = await SayAsync("路灯坏了😀\n晚上看不见", 1);
        var opinion = (await Table.FindAsync(number, default))!;
        Assert.Equal(("路灯坏了😀\n晚上看不见", "wechat", OpinionStatus.Received, station), (opinion.Content, opinion.Channel, opinion.Status, opinion.StationId.ToString()));
        Assert.Equal(product.Get<StationClock>().Today, number.Day);
        Assert.Equal([OpinionKeys.Opinion(number)], await KeysAsync());
    }

    [Fact]
    public async Task A_push_sent_before_midnight_and_delivered_after_it_twice_is_one_opinion_of_the_day_before()
    {
        var midnight = StationClock.InstantOf(product.Get<StationClock>().Today.AddDays(1));
        product.Time.Advance(midnight.AddSeconds(1) - product.Time.GetUtcNow());
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, midnight.AddSeconds(-2));
        var first = await product.PushAsync(push);
        product.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first, await product.PushAsync(product.WeChat.Text(citizen, "路灯坏了", 1, midnight.AddSeconds(-2), product.Time.GetUtcNow())));
        Assert.Equal([StationClock.DateOf(midnight).AddDays(-1)], (await KeysAsync()).Select(key => OpinionKeys.NumberOf(station, key).Day));
    }

    [Fact]
    public async Task The_same_push_again_gets_the_same_reply_and_makes_nothing_new()
    {
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow());
        var first = await product.PushAsync(push);
        product.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(first, await product.PushAsync(push));
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task Concurrent_deliveries_at_two_instances_make_one_opinion()
    {
        await using var other = await Product.OpenAsync();
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow());
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? product : other).PushAsync(push)));
        Assert.Single(replies.Distinct());
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task A_push_sent_before_a_scan_but_delivered_again_after_it_stays_with_its_station()
    {
        var other = (await product.StationAsync()).StationId;
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow());
        var first = await product.PushAsync(push);
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{other}", product.Time.GetUtcNow().AddSeconds(3)));
        Assert.Equal(first, await product.PushAsync(push));
        Assert.Empty(await KeysAsync(other));
    }

    [Fact]
    public async Task Two_messages_whose_codes_collide_are_both_kept_under_numbers_of_their_own()
    {
        // The code of the second message's source is already taken by another message.
        var draft = An.Draft(station, "second");
        var taken = OpinionNumber.Of(Identifier.Read<StationId>(station), product.Get<StationClock>().Today, "second");
        var squatter = OpinionRow.Write(OpinionIntake.Receive(An.Draft(station, "first"), product.Call(), HolidayCalendar.Official) with { Number = taken });
        await product.Table("Opinions").AddEntityAsync(squatter);

        var added = await TakeAsync(draft);
        Assert.True(added.IsNew);
        Assert.NotEqual(taken, added.Value.Number);
        var again = await TakeAsync(draft);
        Assert.Equal((added.Value.Number, false), (again.Value.Number, again.IsNew));
    }

    [Fact]
    public async Task A_rush_is_taken_in_whole_though_some_of_it_comes_twice()
    {
        var drafts = Enumerable.Range(0, 150).Select(at => An.Draft(station, $"source{at % 120}", $"{at % 120:x32}")).ToList();
        var added = await Task.WhenAll(drafts.Select(draft => Task.Run(() => TakeAsync(draft))));
        Assert.Equal((120, 120), (added.Select(one => one.Value.Number).Distinct().Count(), added.Count(one => one.IsNew)));
        Assert.Equal(drafts.Select(draft => draft.SourceKey), added.Select(one => one.Value.SourceKey));
        Assert.Equal(120, (await KeysAsync()).Count);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_crash_at_any_storage_call_of_an_intake_leaves_all_of_it_or_nothing_and_the_repeat_completes_it(int call, bool afterIt)
    {
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow());
        product.Cut.At(call, afterIt);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => product.PushAsync(push));
        Assert.Equal((call, afterIt) == (2, true) ? 1 : 0, (await KeysAsync()).Count);

        product.Cut.Heal();
        await using var restarted = await Product.OpenAsync();
        var (status, reply) = await restarted.PushAsync(push);
        Assert.Equal(200, status);
        Assert.True(OpinionNumber.TryParse(Number().Match(reply!).Value, out var number));
        Assert.NotNull(await Table.FindAsync(number, default));
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task The_limit_is_told_in_a_sentence_and_two_instances_let_in_little_more_than_one()
    {
        for (var i = 1; i <= 20; i++) await SayAsync($"意见{i}", i);
        Assert.Contains("还没有提交", (await product.PushAsync(product.WeChat.Text(citizen, "意见21", 21, product.Time.GetUtcNow()))).Text);
        Assert.Contains("受理编号", (await product.PushAsync(product.WeChat.Text(citizen, "意见3", 3, product.Time.GetUtcNow()))).Text);
        await using var other = await Product.OpenAsync();
        for (var i = 31; i <= 35; i++) Assert.Contains("受理编号", (await other.PushAsync(product.WeChat.Text(citizen, $"意见{i}", i, product.Time.GetUtcNow()))).Text);
        Assert.Contains("还没有提交", (await other.PushAsync(product.WeChat.Text(citizen, "意见36", 36, product.Time.GetUtcNow()))).Text);
        Assert.Equal(25, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task The_limit_is_not_escaped_by_unfollowing_nor_by_another_station()
    {
        for (var i = 1; i <= 12; i++) await SayAsync($"意见{i}", i);
        product.Time.Advance(TimeSpan.FromSeconds(2));
        await product.PushAsync(product.WeChat.Event(citizen, "unsubscribe", "", product.Time.GetUtcNow()));
        product.Time.Advance(TimeSpan.FromSeconds(2));
        var second = (await product.StationAsync()).StationId;
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{second}", product.Time.GetUtcNow()));
        await using var other = await Product.OpenAsync();
        other.Time.Advance(product.Time.GetUtcNow() - other.Time.GetUtcNow());
        // Another instance takes a few on its own word; then it sees what both stations were given within the hour.
        for (var i = 21; i <= 25; i++) Assert.Contains("受理编号", (await other.PushAsync(product.WeChat.Text(citizen, $"意见{i}", i, product.Time.GetUtcNow()))).Text);
        for (var i = 31; i <= 33; i++) Assert.Contains("受理编号", (await other.PushAsync(product.WeChat.Text(citizen, $"意见{i}", i, product.Time.GetUtcNow()))).Text);
        Assert.Contains("还没有提交", (await other.PushAsync(product.WeChat.Text(citizen, "意见34", 34, product.Time.GetUtcNow()))).Text);
    }

    [Fact]
    public async Task Twenty_pushes_that_storage_did_not_take_use_up_nobodys_hour()
    {
        await SayAsync("路灯坏了", 99);
        for (var i = 1; i <= 20; i++)
        {
            product.Cut.At(1, afterIt: false);
            await Assert.ThrowsAsync<StorageCut.CutException>(() => product.PushAsync(product.WeChat.Text(citizen, $"意见{i}", i, product.Time.GetUtcNow())));
            product.Cut.Heal();
        }

        await SayAsync("意见1", 1);
        Assert.Equal(2, (await KeysAsync()).Count);
    }

    [Theory]
    [InlineData("late scan")]
    [InlineData("stale memory")]
    [InlineData("unfollowed")]
    [InlineData("nine scans")]
    public async Task One_push_delivered_twice_is_one_opinion_whatever_came_between(string between)
    {
        var sent = product.Time.GetUtcNow();
        await using var behind = await Product.OpenAsync();
        behind.Time.Advance(sent - behind.Time.GetUtcNow());
        // The instance that is behind has looked up where the citizen stands.
        await behind.PushAsync(product.WeChat.Text(citizen, "我的意见", 9, sent));
        product.Time.Advance(TimeSpan.FromSeconds(1));
        var second = (await product.StationAsync()).StationId;
        var scan = product.WeChat.Scan(citizen, $"s.{second}", product.Time.GetUtcNow());
        if (between == "stale memory") await product.PushAsync(scan);
        product.Time.Advance(TimeSpan.FromSeconds(1));
        behind.Time.Advance(product.Time.GetUtcNow() - behind.Time.GetUtcNow());
        var said = product.Time.GetUtcNow();
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, said);
        var first = await behind.PushAsync(push);
        Assert.Contains(station.ToUpperInvariant(), first.Text);
        if (between == "late scan") await product.PushAsync(scan);
        if (between == "unfollowed") await product.PushAsync(product.WeChat.Event(citizen, "unsubscribe", "", said.AddSeconds(2)));
        if (between == "nine scans")
            for (var i = 0; i < 9; i++) await product.PushAsync(product.WeChat.Scan(citizen, $"s.{(await product.StationAsync()).StationId}", said.AddSeconds(1 + i)));
        product.Time.Advance(TimeSpan.FromSeconds(5));
        await using var fresh = await Product.OpenAsync();
        fresh.Time.Advance(product.Time.GetUtcNow() - fresh.Time.GetUtcNow());
        foreach (var instance in new[] { product, fresh, behind }) Assert.Equal(first, await instance.PushAsync(push));
        Assert.Single(await KeysAsync());
        Assert.Empty(await KeysAsync(second));
        Assert.Empty(await KeysAsync("na001"));
    }

    [Fact]
    public async Task A_push_that_may_be_a_repeat_costs_a_look_at_the_sender_and_at_each_other_station()
    {
        var second = (await product.StationAsync()).StationId;
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{second}", product.Time.GetUtcNow().AddSeconds(1)));
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow().AddSeconds(2));
        product.Time.Advance(TimeSpan.FromSeconds(7));
        product.Calls.Clear();
        await product.PushAsync(push);
        Assert.Equal(["GET Senders", "GET Stations", "GET Opinions", "POST Opinions"], product.Calls.List.Select(call => call.Split('(')[0]));
    }

    [Fact]
    public async Task The_own_list_shows_what_was_sent_a_moment_ago_newest_first_from_every_station_scanned()
    {
        var first = await SayAsync("路灯坏了", 1);
        product.Time.Advance(TimeSpan.FromSeconds(1));
        var other = (await product.StationAsync()).StationId;
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{other}", product.Time.GetUtcNow()));
        product.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await SayAsync("井盖也坏了", 2);
        var (_, text) = await product.PushAsync(product.WeChat.Text(citizen, "我的意见", 3, product.Time.GetUtcNow()));
        Assert.Equal([second, first], Number().Matches(text!).Select(match => Identifier.Read<OpinionNumber>(match.Value)));
        Assert.Equal((station, other), (first.StationId.ToString(), second.StationId.ToString()));
    }

    [Fact]
    public async Task One_withdrawal_delivered_to_two_instances_at_once_is_answered_to_a_citizen_by_both()
    {
        await using var other = await Product.OpenAsync();
        for (var round = 0; round < 12; round++)
        {
            var number = await SayAsync("路灯坏了", 100 + round);
            var push = product.WeChat.Text(citizen, $"撤回 {number}", 200 + round, product.Time.GetUtcNow());
            var replies = await Task.WhenAll(product.PushAsync(push), other.PushAsync(push), product.PushAsync(push), other.PushAsync(push));
            Assert.StartsWith($"受理编号：{number}", Assert.Single(replies.Distinct()).Text);
            Assert.Contains("已撤回", replies[0].Text);
        }
    }

    [Fact]
    public async Task A_scan_that_comes_after_the_sender_unfollowed_but_was_made_before_brings_nothing_back()
    {
        var late = product.WeChat.Scan(citizen, $"s.{station}", product.Time.GetUtcNow());
        product.Time.Advance(TimeSpan.FromSeconds(2));
        await product.PushAsync(product.WeChat.Event(citizen, "unsubscribe", "", product.Time.GetUtcNow()));
        await product.PushAsync(late);
        await using var other = await Product.OpenAsync();
        foreach (var instance in new[] { product, other })
            Assert.Contains("还没有提交过", (await instance.PushAsync(product.WeChat.Text(citizen, "我的意见", 9, product.Time.GetUtcNow()))).Text);
        var row = Assert.Single(await product.Table("Senders").AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {product.Get<OpinionOptions>().KeyOfOpenId(WeChatSender.Account, citizen)}"), row => row, default));
        Assert.Equal("[]", row.GetString("Scans"));
    }

    [Fact]
    public async Task No_log_line_holds_what_was_written_or_who_wrote_it()
    {
        await SayAsync("一句不该进日志的话", 1);
        await product.PushAsync(new WeChatSender.Request("timestamp=1&nonce=2&openid=" + citizen, "<xml>一句不该进日志的话</xml>"u8.ToArray()));
        Assert.NotEmpty(product.Log.Collector.GetSnapshot());
        Assert.All(product.Log.Collector.GetSnapshot(), line => Assert.DoesNotMatch($"日志|{citizen}", $"{line.Message}{line.Exception}"));
    }

    private OpinionTable Table => product.Get<OpinionTable>();

    private async Task<OpinionNumber> SayAsync(string text, long msgId)
    {
        var (status, reply) = await product.PushAsync(product.WeChat.Text(citizen, text, msgId, product.Time.GetUtcNow()));
        Assert.Equal(200, status);
        Assert.True(OpinionNumber.TryParse(Number().Match(reply!).Value, out var number), reply);
        return number;
    }

    private async Task<Tagged<Opinion>> TakeAsync(OpinionDraft draft)
    {
        Assert.False((await product.Get<IntakeHandler>().TakeAsync(product.Call(), draft, default)).Refused(out _, out var taken));
        return taken!;
    }

    private Task<List<string>> KeysAsync(string? of = null) =>
        product.Table("Opinions").AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {of ?? station}"), row => row.RowKey, default);

    [GeneratedRegex("[A-Z0-9]{2,20}-[0-9]{6}-[0-9A-Z]{8}")]
    private static partial Regex Number();
}
