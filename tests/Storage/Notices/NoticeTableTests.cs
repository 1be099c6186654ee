using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Tests.Storage.Reminders;

namespace Serverless.Tests.Storage.Notices;

[Collection(ReminderCollection.Name)]
public sealed class NoticeTableTests(ReminderStorage storage) : IAsyncLifetime
{
    private static readonly NoticeRound Round = new("na017", new DateOnly(2026, 12, 20), "reception", -7);
    private static readonly DateTimeOffset Now = ReminderScene.At(13, 8, 0);
    private static readonly DateTimeOffset Later = Now + NoticeRetry.Lease;
    private static readonly NoticeFailure Busy = new("retryLater", "微信系统繁忙。");

    private ReminderScene scene = null!;

    private NoticeTable Table => scene.Get<NoticeTable>();

    public async ValueTask InitializeAsync() => scene = await ReminderScene.StartAsync(storage, Now);

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task A_notice_is_read_back_as_it_was_stored()
    {
        var sent = (await ClaimAsync(1))[0];
        var next = sent.Notice.Accept(long.MaxValue, Now.AddMilliseconds(123)) with { Failure = Busy };
        await Table.RecordAsync(Round, [sent.Become(next)], default);
        Assert.Equal(next, Assert.Single(await Table.RoundAsync(Round, default)).Notice);
    }

    [Fact]
    public async Task What_one_worker_has_claimed_another_gets_only_after_the_lease()
    {
        Assert.Equal(3, (await ClaimAsync(3)).Count);
        var second = await Table.ClaimAsync(Round, Wanted(3), null, Later.AddTicks(-1), default);
        Assert.Empty(second.Owned);
        Assert.Equal(3, second.Others.Count);
        Assert.Equal(3, (await Table.ClaimAsync(Round, Wanted(3), null, Later, default)).Owned.Count);
    }

    [Fact]
    public async Task Who_is_new_is_claimed_beside_those_who_are_known()
    {
        await ClaimAsync(2);
        var claim = await Table.ClaimAsync(Round, Wanted(3), null, Now, default);
        Assert.Equal("r003", Assert.Single(claim.Owned).Notice.RecipientId);
    }

    [Fact]
    public async Task Of_many_workers_at_once_exactly_one_gets_each_notice()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Table.ClaimAsync(Round, Wanted(120), null, Now, default)));
        Assert.Equal(120, claims.Sum(claim => claim.Owned.Count));
        Assert.Equal(120, claims.SelectMany(claim => claim.Owned).Select(row => row.Notice.RecipientId).Distinct().Count());
    }

    [Fact]
    public async Task Of_many_workers_after_a_crash_exactly_one_takes_the_notices_over()
    {
        await ClaimAsync(7);
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Table.ClaimAsync(Round, Wanted(7), null, Later, default)));
        Assert.Equal(7, claims.Sum(claim => claim.Owned.Count));
    }

    [Fact]
    public async Task A_final_state_is_never_moved_back_by_a_slower_worker()
    {
        var slow = await ClaimAsync(2);
        var fast = (await Table.ClaimAsync(Round, Wanted(2), null, Later, default)).Owned;
        await Table.RecordAsync(Round, [fast[0].Become(fast[0].Notice.Refuse(Busy)), fast[1].Become(fast[1].Notice.Accept(1, Later))], default);
        await Table.RecordAsync(Round, [slow[0].Become(slow[0].Notice.Accept(2, Later)), slow[1].Become(NoticeRetry.Postpone(slow[1].Notice, Busy, Later, Later.AddDays(7)))], default);
        var stored = await Table.RoundAsync(Round, default);
        Assert.Equal([(NoticeStatus.Failed, 1, null), (NoticeStatus.Sent, 1, 1L)], stored.Select(row => (row.Notice.Status, row.Notice.Attempts, row.Notice.MessageId)));
    }

    [Fact]
    public async Task Of_two_workers_that_record_at_once_each_notice_is_recorded_by_one()
    {
        var first = await ClaimAsync(7);
        var second = (await Table.ClaimAsync(Round, Wanted(7), null, Later, default)).Owned;
        await Task.WhenAll(
            Table.RecordAsync(Round, [.. first.Select(row => row.Become(row.Notice.Accept(1, Later)))], default),
            Table.RecordAsync(Round, [.. second.Select(row => row.Become(row.Notice.Accept(2, Later)))], default));
        Assert.All(await Table.RoundAsync(Round, default), row => Assert.Equal((NoticeStatus.Sent, 1), (row.Notice.Status, row.Notice.Attempts)));
    }

    [Fact]
    public async Task A_quarter_holds_the_notices_of_its_occasions_and_no_others()
    {
        foreach (var nominal in new[] { "2026-08-20", "2026-10-20", "2026-12-20", "2027-02-20" })
            await Table.ClaimAsync(Round with { NominalDate = DateOnly.Parse(nominal) }, Wanted(1, Round with { NominalDate = DateOnly.Parse(nominal) }), null, Now, default);
        var quarter = await Table.QuarterAsync("na017", new Quarter(2026, 4), default);
        Assert.Equal([10, 12], quarter.Select(notice => notice.Key.Round.NominalDate.Month));
        Assert.Empty(await Table.QuarterAsync("na018", new Quarter(2026, 4), default));
    }

    [Fact]
    public async Task A_round_does_not_reach_into_rounds_whose_keys_begin_alike()
    {
        await Table.ClaimAsync(Round with { OffsetDays = -1 }, Wanted(1, Round with { OffsetDays = -1 }), null, Now, default);
        await Table.ClaimAsync(Round with { OffsetDays = -14 }, Wanted(1, Round with { OffsetDays = -14 }), null, Now, default);
        Assert.Equal(-1, Assert.Single(await Table.RoundAsync(Round with { OffsetDays = -1 }, default)).Notice.OffsetDays);
    }

    [Theory]
    [InlineData("na017", null, null, 5)]
    [InlineData("na018", null, null, 1)]
    [InlineData(null, "reception-20261220-na017", null, 3)]
    [InlineData(null, "reception-20261020-na017", null, 2)]
    [InlineData(null, "reception-20261220-na017", "sent", 1)]
    [InlineData("na017", null, "planned", 4)]
    [InlineData(null, null, "dead", 0)]
    [InlineData(null, null, null, 6)]
    public async Task Notices_are_listed_by_station_occasion_and_status(string? station, string? occasion, string? status, int count)
    {
        var october = Round with { NominalDate = new DateOnly(2026, 10, 20) };
        var rows = await ClaimAsync(3);
        await Table.RecordAsync(Round, [rows[1].Become(rows[1].Notice.Accept(1, Now))], default);
        await Table.ClaimAsync(october, Wanted(2, october), null, Now, default);
        await Table.ClaimAsync(Round with { StationId = "na018" }, Wanted(1, Round with { StationId = "na018" }), null, Now, default);
        Assert.False(NoticeFilter.Parse(station, occasion, status).Refused(out _, out var filter));
        Assert.Equal(count, (await Table.PageAsync(filter!, new PageRequest(100, null), default)).Items.Count);
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page()
    {
        await ClaimAsync(5);
        Assert.False(NoticeFilter.Parse("na017", null, null).Refused(out _, out var filter));
        var seen = new List<string>();
        for (string? continuation = null; ;)
        {
            Assert.False(PageRequest.Parse("2", continuation).Refused(out _, out var request));
            var page = await Table.PageAsync(filter!, request!, default);
            seen.AddRange(page.Items.Select(notice => notice.RecipientId));
            if ((continuation = page.Continuation) is null) break;
        }
        Assert.Equal(["r001", "r002", "r003", "r004", "r005"], seen);
    }

    private async Task<IReadOnlyList<NoticeRow>> ClaimAsync(int people) => (await Table.ClaimAsync(Round, Wanted(people), null, Now, default)).Owned;

    private static IReadOnlyList<Notice> Wanted(int people, NoticeRound? round = null) =>
        [.. Enumerable.Range(1, people).Select(number => new Notice(new NoticeKey(round ?? Round, $"r{number:D3}"), NoticeStatus.Planned, Now))];
}
