using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
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
        product.Time.Advance(SenderMemory.Trust);
        product.Calls.Clear();
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_push_of_an_unknown_sender_costs_two_storage_calls_and_of_a_known_one_one()
    {
        await SayAsync("路灯坏了", 1);
        Assert.Equal(["GET Senders", "POST $batch"], product.Calls.List.Select(call => call.Split('(')[0]));
        product.Calls.Clear();
        await SayAsync("井盖也坏了", 2);
        Assert.Equal(["POST $batch"], product.Calls.List);
    }

    [Fact]
    public async Task A_push_soon_after_the_scan_costs_one_storage_call()
    {
        await product.PushAsync(product.WeChat.Scan(citizen, $"s.{station}", product.Time.GetUtcNow()));
        product.Calls.Clear();
        await SayAsync("路灯坏了", 1);
        Assert.Equal(["POST $batch"], product.Calls.List);
    }

    [Fact]
    public async Task A_push_leaves_the_opinion_its_journal_and_a_pending_row()
    {
        var number = await SayAsync("路灯坏了😀\n晚上看不见", 1);
        var (opinion, _) = (await Table.FindAsync(number, default))!.Value;
        Assert.Equal(("路灯坏了😀\n晚上看不见", "wechat", OpinionStatus.Received, station), (opinion.Content, opinion.Channel, opinion.Status, opinion.StationId));
        Assert.Equal(["j|", "o|", "p|"], (await KeysAsync()).Select(key => key[..2]));
    }

    [Fact]
    public async Task The_same_push_again_gets_the_same_reply_and_makes_nothing_new()
    {
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow());
        var first = await product.PushAsync(push);
        product.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(first, await product.PushAsync(push));
        Assert.Equal(3, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task Concurrent_deliveries_at_two_instances_make_one_opinion()
    {
        await using var other = await Product.OpenAsync();
        var push = product.WeChat.Text(citizen, "路灯坏了", 1, product.Time.GetUtcNow());
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? product : other).PushAsync(push)));
        Assert.Single(replies.Distinct());
        Assert.Equal(3, (await KeysAsync()).Count);
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
        var squatter = OpinionRow.Write(OpinionIntake.Receive(An.Draft(station, "first"), taken, An.Instant, default), taken.Code);
        await product.Table("Opinions").AddEntityAsync(squatter);

        var (opinion, isNew) = await Table.AddAsync(draft, An.Instant, default, default);
        Assert.True(isNew);
        Assert.NotEqual(taken.ToString(), opinion.Number);
        Assert.Equal((opinion.Number, false), await AgainAsync(draft));
    }

    [Fact]
    public async Task A_rush_is_taken_in_whole_though_some_of_it_comes_twice()
    {
        var drafts = Enumerable.Range(0, 150).Select(at => An.Draft(station, $"source{at % 120}", $"{at % 120:x32}")).ToList();
        var added = await Task.WhenAll(drafts.Select(draft => Task.Run(() => Table.AddAsync(draft, An.Instant, default, default))));
        Assert.Equal((120, 120), (added.Select(one => one.Opinion.Number).Distinct().Count(), added.Count(one => one.IsNew)));
        Assert.Equal(drafts.Select(draft => draft.SourceKey), added.Select(one => one.Opinion.SourceKey));
        Assert.All(added.Where(one => one.IsNew), one => Assert.NotEqual(default, one.Tag));
        Assert.Equal(360, (await KeysAsync()).Count);
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
        Assert.Equal((call, afterIt) == (2, true) ? 3 : 0, (await KeysAsync()).Count);

        product.Cut.Heal();
        await using var restarted = await Product.OpenAsync();
        var (status, reply) = await restarted.PushAsync(push);
        Assert.Equal(200, status);
        Assert.True(OpinionNumber.TryParse(Number().Match(reply!).Value, out var number));
        Assert.NotNull(await Table.FindAsync(number, default));
        Assert.Equal(3, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task The_limit_is_told_in_a_sentence_and_holds_at_another_instance_too()
    {
        for (var i = 1; i <= 20; i++) await SayAsync($"意见{i}", i);
        await product.Make<PendingWorkers>().IndexStationAsync(station, default);
        Assert.Contains("还没有提交", (await product.PushAsync(product.WeChat.Text(citizen, "意见21", 21, product.Time.GetUtcNow()))).Text);
        await using var other = await Product.OpenAsync();
        Assert.Contains("还没有提交", (await other.PushAsync(product.WeChat.Text(citizen, "意见22", 22, product.Time.GetUtcNow()))).Text);
        Assert.Contains("受理编号", (await other.PushAsync(product.WeChat.Text(citizen, "意见3", 3, product.Time.GetUtcNow()))).Text);
        Assert.Equal(40, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_hint_puts_the_opinions_it_names_into_their_senders_lists_and_may_come_twice()
    {
        await SayAsync("路灯坏了", 1);
        await SayAsync("井盖也坏了", 2);
        var pending = await Table.PendingAsync(station, default);
        var hint = QueuesModelFactory.QueueMessage("id", "receipt", JsonSerializer.Serialize(new PendingHint([], pending), Json.Options), 1);
        for (var i = 0; i < 2; i++) await product.Make<PendingWorkers>().Index(hint, default);
        Assert.Empty(await Table.PendingAsync(station, default));
        var own = await product.Get<SenderTable>().OwnAsync(pending[0].SenderKey, 10, default);
        Assert.Equal(pending.Select(one => one.Number).Order(), own.Select(one => one.Source).Order());
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

    private async Task<(string, bool)> AgainAsync(OpinionDraft draft)
    {
        var (opinion, isNew) = await Table.AddAsync(draft, An.Instant, default, default);
        return (opinion.Number, isNew);
    }

    private Task<List<string>> KeysAsync(string? of = null) =>
        product.Table("Opinions").AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {of ?? station}"), row => row.RowKey, default);

    [GeneratedRegex("[A-Z0-9]{2,20}-[0-9A-Z]{10}")]
    private static partial Regex Number();
}
