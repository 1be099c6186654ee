using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Opinions;

public sealed class OpinionTableTests : IAsyncLifetime
{
    private readonly string station = ProductTables.StationId();
    private OpinionTable table = null!;

    public async ValueTask InitializeAsync() => table = new OpinionTable(await ProductTables.OpenAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("o|7K3F9Q2M4X")]
    [InlineData("p|7K3F9Q2M4X")]
    [InlineData("k|00112233445566778899aabbccddeeff")]
    [InlineData("j|0638989740000000000|7K3F9Q2M4X|002")]
    public void Keys(string key) => Assert.Contains(key, new[]
    {
        OpinionKeys.Opinion("7K3F9Q2M4X"), OpinionKeys.PendingOf("7K3F9Q2M4X"), OpinionKeys.Result("00112233445566778899aabbccddeeff"),
        OpinionKeys.Journal(new DateTimeOffset(638989740000000000, TimeSpan.Zero), "7K3F9Q2M4X", 2),
    });

    [Fact]
    public async Task Everything_an_opinion_holds_comes_back()
    {
        var draft = An.Draft(station) with { Category = "市政", Place = "花园路", SenderName = "张三", SenderPhone = "13800000000", RepresentativeId = "d1" };
        var (opinion, _) = await table.AddAsync(draft, An.Instant, new DateOnly(2026, 11, 25), default);
        var rejected = opinion with { Reply = "答", RejectReason = "由", ProperChannel = "去处", MergedInto = "NA-1", EndedAt = An.Instant.AddDays(1), Status = OpinionStatus.Rejected, Moves = 1 };
        await MoveAsync(rejected, OpinionAction.Reject, An.Instant.AddDays(1));
        Assert.Equal(rejected, (await FindAsync(opinion.Number))!.Value.Opinion);
    }

    [Fact]
    public async Task Of_two_writers_one_wins_and_the_other_changes_nothing()
    {
        var opinion = await AddAsync("a", An.Instant);
        var (_, tag) = (await FindAsync(opinion.Number))!.Value;
        var answered = opinion with { Status = OpinionStatus.Answered, Reply = "甲", Moves = 1 };
        var withdrawn = opinion with { Status = OpinionStatus.Withdrawn, Moves = 1 };
        Assert.False((await table.MoveAsync(answered, Entry(answered, OpinionAction.Answer, An.Instant), tag, null, default)).Refused(out _, out _));
        Assert.True((await table.MoveAsync(withdrawn, Entry(withdrawn, OpinionAction.Withdraw, An.Instant), tag, null, default)).Refused(out var refusal, out _));
        Assert.Equal("writeConflict", refusal!.Code);
        Assert.Equal(OpinionStatus.Answered, (await FindAsync(opinion.Number))!.Value.Opinion.Status);
        Assert.Equal([OpinionAction.Receive, OpinionAction.Answer], (await table.HistoryAsync(opinion, default)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_key_used_before_gives_the_first_result_whatever_came_after()
    {
        var opinion = await AddAsync("a", An.Instant);
        var answered = opinion with { Status = OpinionStatus.Answered, Reply = "甲", Moves = 1 };
        await MoveAsync(answered, OpinionAction.Answer, An.Instant, "key");
        var closed = answered with { Status = OpinionStatus.Closed, Moves = 2, EndedAt = An.Instant };
        await MoveAsync(closed, OpinionAction.Close, An.Instant);
        Assert.Equal(answered, await table.FirstResultAsync(station, "key", default));
        Assert.Null(await table.FirstResultAsync(station, "other", default));
    }

    [Fact]
    public async Task The_journal_between_two_instants_is_half_open_and_in_the_order_of_time()
    {
        var (from, to) = (An.Instant, An.Instant.AddDays(1));
        foreach (var (source, at) in new[] { ("late", to), ("before", from.AddTicks(-1)), ("second", to.AddTicks(-1)), ("first", from) }) await AddAsync(source, at);
        Assert.Equal([from, to.AddTicks(-1)], (await table.JournalAsync(station, from, to, default)).Select(entry => entry.At));
    }

    [Fact]
    public async Task Open_at_an_instant_are_those_received_before_and_not_ended_before()
    {
        var noon = An.Instant;
        await AddAsync("received at the instant", noon);
        await AddAsync("open", noon.AddHours(-1));
        await EndAsync(await AddAsync("ended before", noon.AddHours(-2)), noon.AddTicks(-1));
        await EndAsync(await AddAsync("ended at the instant", noon.AddHours(-2)), noon);
        await EndAsync(await AddAsync("ended after", noon.AddHours(-2)), noon.AddHours(1));
        Assert.Equal(3, await table.CountOpenAtAsync(station, noon, default));
    }

    [Fact]
    public async Task Pages_go_through_every_opinion_once_and_filters_hold()
    {
        var numbers = new HashSet<string>();
        for (var i = 0; i < 25; i++) numbers.Add((await AddAsync($"m{i}", An.Instant.AddDays(i < 10 ? 0 : 60))).Number);
        var seen = new List<string>();
        var page = new PageRequest(10, null);
        do
        {
            var part = await table.PageAsync(station, null, null, page, default);
            Assert.True(part.Items.Count <= 10);
            seen.AddRange(part.Items.Select(opinion => opinion.Number));
            PageRequest.Parse("10", part.Continuation).Refused(out _, out page!);
        }
        while (page.Continuation is not null);
        Assert.Equal(numbers.Order(), seen.Order());

        var all = new PageRequest(1000, null);
        Assert.Equal(10, (await table.PageAsync(station, OpinionStatus.Received, new(2026, 4), all, default)).Items.Count);
        Assert.Equal(15, (await table.PageAsync(station, null, new(2027, 1), all, default)).Items.Count);
        Assert.Empty((await table.PageAsync(station, OpinionStatus.Closed, null, all, default)).Items);
    }

    [Fact]
    public async Task An_opinion_without_a_sender_leaves_nothing_pending()
    {
        await table.AddAsync(An.Draft(station, sender: null), An.Instant, default, default);
        Assert.Empty(await table.PendingAsync(station, default));
    }

    [Fact]
    public async Task Settling_what_another_worker_settled_first_is_no_fault_and_loses_nothing()
    {
        await AddAsync("a", An.Instant);
        var first = await table.PendingAsync(station, default);
        await AddAsync("b", An.Instant);
        var both = await table.PendingAsync(station, default);
        await table.SettleAsync(first, default);
        await table.SettleAsync([.. both, .. both], default);
        Assert.Empty(await table.PendingAsync(station, default));
    }

    private async Task<Opinion> AddAsync(string source, DateTimeOffset at) => (await table.AddAsync(An.Draft(station, source), at, new DateOnly(2026, 11, 25), default)).Opinion;

    private Task EndAsync(Opinion opinion, DateTimeOffset at) =>
        MoveAsync(opinion with { Status = OpinionStatus.Withdrawn, EndedAt = at, Moves = 1 }, OpinionAction.Withdraw, at);

    private async Task MoveAsync(Opinion after, OpinionAction action, DateTimeOffset at, string? key = null)
    {
        var (_, tag) = (await FindAsync(after.Number))!.Value;
        Assert.False((await table.MoveAsync(after, Entry(after, action, at), tag, key, default)).Refused(out _, out _));
    }

    private static JournalEntry Entry(Opinion after, OpinionAction action, DateTimeOffset at) =>
        new() { Number = after.Number, At = at, Action = action, To = after.Status, Actor = "staff", Channel = after.Channel };

    private async Task<(Opinion Opinion, Azure.ETag Tag)?> FindAsync(string text) =>
        OpinionNumber.TryParse(text, out var number) ? await table.FindAsync(number, default) : null;
}
