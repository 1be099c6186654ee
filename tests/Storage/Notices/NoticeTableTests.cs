using Serverless.Notices;
using Serverless.Platform;
using Serverless.Tests.Kit;
using Serverless.Tests.Storage.Reminders;

namespace Serverless.Tests.Storage.Notices;

[Collection(ReminderCollection.Name)]
public sealed class NoticeTableTests(ReminderStorage storage) : IAsyncLifetime
{
    private static readonly NoticeRound Round = Reception("na017", "2026-12-20");
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
        var next = sent.Value.Accept($"{long.MaxValue}", Now.AddMilliseconds(123)) with { Failure = Busy };
        await Table.RecordAsync(Round, [sent with { Value = next }], default);
        Assert.Equal(next, Assert.Single(await Table.RoundAsync(Round, default)).Value);
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
        Assert.Equal(An.Person("r003"), Assert.Single(claim.Owned).Value.RecipientId);
    }

    [Fact]
    public async Task Of_many_workers_at_once_exactly_one_gets_each_notice()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Table.ClaimAsync(Round, Wanted(120), null, Now, default)));
        Assert.Equal(120, claims.Sum(claim => claim.Owned.Count));
        Assert.Equal(120, claims.SelectMany(claim => claim.Owned).Select(row => row.Value.RecipientId).Distinct().Count());
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
        await Table.RecordAsync(Round, [Become(fast[0], fast[0].Value.Refuse(Busy)), Become(fast[1], fast[1].Value.Accept("1", Later))], default);
        await Table.RecordAsync(Round, [Become(slow[0], slow[0].Value.Accept("2", Later)), Become(slow[1], NoticeRetry.Postpone(slow[1].Value, Busy, Later, Later.AddDays(7)))], default);
        var stored = await Table.RoundAsync(Round, default);
        Assert.Equal([(NoticeStatus.Failed, 1, null), (NoticeStatus.Sent, 1, "1")], stored.Select(row => (row.Value.Status, row.Value.Attempts, row.Value.MessageId)));
    }

    [Fact]
    public async Task Of_two_workers_that_record_at_once_each_notice_is_recorded_by_one()
    {
        var first = await ClaimAsync(7);
        var second = (await Table.ClaimAsync(Round, Wanted(7), null, Later, default)).Owned;
        await Task.WhenAll(
            Table.RecordAsync(Round, [.. first.Select(row => row with { Value = row.Value.Accept("1", Later) })], default),
            Table.RecordAsync(Round, [.. second.Select(row => row with { Value = row.Value.Accept("2", Later) })], default));
        Assert.All(await Table.RoundAsync(Round, default), row => Assert.Equal((NoticeStatus.Sent, 1), (row.Value.Status, row.Value.Attempts)));
    }

    [Fact]
    public async Task A_quarter_holds_the_notices_of_its_occasions_and_no_others()
    {
        // As many of a day as its place, so that their sum says which they were.
        var days = new[] { "2026-08-20", "2026-10-20", "2026-12-20", "2027-02-20" };
        for (var i = 0; i < days.Length; i++)
            await Table.ClaimAsync(Reception("na017", days[i]), Wanted(1 << i, Reception("na017", days[i])), null, Now, default);
        Assert.Equal(2 + 4, (await OutcomesAsync("na017")).Count);
        Assert.Empty(await OutcomesAsync("na018"));

        Task<List<NoticeOutcome>> OutcomesAsync(string station) => Table.OutcomesAsync(An.Id(station), new DateOnly(2026, 10, 1), new DateOnly(2027, 1, 1), default);
    }

    [Fact]
    public async Task A_round_does_not_reach_into_rounds_whose_keys_begin_alike()
    {
        foreach (var step in new[] { NoticeStep.Ahead(-1), NoticeStep.Ahead(-14) }) await Table.ClaimAsync(Round with { Step = step }, Wanted(1, Round with { Step = step }), null, Now, default);
        Assert.Equal(-1, Assert.Single(await Table.RoundAsync(Round with { Step = NoticeStep.Ahead(-1) }, default)).Value.OffsetDays);
    }

    [Fact]
    public async Task A_notice_about_an_opinion_is_kept_beside_those_about_occasions()
    {
        var round = new NoticeRound(OpinionNumber.Of(An.Id("na017"), new DateOnly(2026, 11, 25), "source-1"), Identifier.Read<NoticeStep>("rate"));
        await Table.ClaimAsync(round, Wanted(1, round), null, Now, default);
        await ClaimAsync(1);
        Assert.Equal(round, Assert.Single(await Table.RoundAsync(round, default)).Value.Round);
        Assert.Equal(["rate", "D7"], (await OfStationAsync("na017")).Select(notice => notice.Step.ToString()));
    }

    [Fact]
    public async Task Of_notices_taken_under_one_number_and_of_those_without_none_spoils_the_others()
    {
        var rows = await ClaimAsync(4);
        Notice[] sent = [rows[0].Value.Accept("1", Now), rows[1].Value.Accept("1", Now), rows[2].Value.Accept(null, Now), rows[3].Value.Accept("4", Now)];
        await Table.NoteNumbersAsync(sent, new DateOnly(2026, 12, 13), default);
        Assert.Equal("r004", $"{(await FindAsync("4", 13))?.Value.RecipientId}");
        Assert.Equal("r004", $"{(await FindAsync("4", 14))?.Value.RecipientId}");
        Assert.Null(await FindAsync("4", 12));
        Assert.Null(await FindAsync("4", 15));
    }

    [Theory]
    [InlineData("na017", null, null, null, 5)]
    [InlineData("na018", null, null, null, 1)]
    [InlineData(null, "reception-20261220-na017", null, null, 3)]
    [InlineData(null, "reception-20261020-na017", null, null, 2)]
    [InlineData(null, "reception-20261220-na017", null, NoticeStatus.Sent, 1)]
    [InlineData(null, "reception-20261220-na017", "r003", null, 1)]
    [InlineData("na017", null, null, NoticeStatus.Planned, 4)]
    [InlineData("na017", null, "r001", null, 2)]
    [InlineData(null, null, "r001", null, 3)]
    [InlineData(null, null, "r001", NoticeStatus.Sent, 0)]
    [InlineData(null, null, null, NoticeStatus.Dead, 0)]
    [InlineData(null, null, null, null, 6)]
    public async Task Notices_are_listed_by_station_occasion_person_and_status(string? station, string? occasion, string? person, NoticeStatus? status, int count)
    {
        var rows = await ClaimAsync(3);
        var sent = rows[1].Value.Accept("1", Now);
        await Table.NoteNumbersAsync([sent], new DateOnly(2026, 12, 13), default);
        await Table.RecordAsync(Round, [Become(rows[1], sent)], default);
        await Table.ClaimAsync(Reception("na017", "2026-10-20"), Wanted(2, Reception("na017", "2026-10-20")), null, Now, default);
        await Table.ClaimAsync(Reception("na018", "2026-12-20"), Wanted(1, Reception("na018", "2026-12-20")), null, Now, default);
        var filter = new NoticeFilter(
            station is null ? null : An.Id(station), occasion is null ? null : Identifier.Read<OccasionKey>(occasion), person is null ? null : An.Person(person), status);
        Assert.Equal(count, (await Table.PageAsync(filter, new PageRequest(100, null), default)).Items.Count);
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page()
    {
        await ClaimAsync(5);
        var seen = new List<string>();
        for (string? continuation = null; ;)
        {
            Assert.False(PageRequest.Parse("2", continuation).Refused(out _, out var request));
            var page = await Table.PageAsync(new NoticeFilter(An.Id("na017")), request!, default);
            seen.AddRange(page.Items.Select(notice => notice.RecipientId.ToString()));
            if ((continuation = page.Continuation) is null) break;
        }
        Assert.Equal(["r001", "r002", "r003", "r004", "r005"], seen);
    }

    private async Task<IReadOnlyList<Tagged<Notice>>> ClaimAsync(int people) => (await Table.ClaimAsync(Round, Wanted(people), null, Now, default)).Owned;

    private async Task<List<Notice>> OfStationAsync(string station) => [.. (await Table.PageAsync(new NoticeFilter(An.Id(station)), new PageRequest(1000, null), default)).Items];

    private Task<Tagged<Notice>?> FindAsync(string number, int day) => Table.FindByNumberAsync(NoticeChannel.Wechat, number, new DateOnly(2026, 12, day), default);

    private static Tagged<Notice> Become(Tagged<Notice> row, Notice next) => row with { Value = next };

    private static NoticeRound Reception(string station, string date) => new(new OccasionKey(OccasionKind.Reception, DateOnly.Parse(date), An.Id(station)), NoticeStep.Ahead(-7));

    private static IReadOnlyList<Notice> Wanted(int people, NoticeRound? round = null) =>
        [.. Enumerable.Range(1, people).Select(number => new Notice((round ?? Round).Subject, (round ?? Round).Step, An.Person($"r{number:D3}"), NoticeChannel.Wechat, Now))];
}
