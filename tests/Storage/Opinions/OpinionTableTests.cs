using Serverless.Access;
using Serverless.Calendar;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Opinions;

public sealed class OpinionTableTests : IAsyncLifetime
{
    private readonly StationId station = An.Id(ProductTables.StationId());
    private OpinionTable table = null!;
    private MoveHandler moves = null!;

    public async ValueTask InitializeAsync()
    {
        table = new OpinionTable(await ProductTables.OpenAsync());
        moves = new MoveHandler(table, new ReportFreeze(10));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Keys_stand_newest_day_first_and_the_journal_in_the_order_of_time()
    {
        var number = new OpinionNumber(station, new DateOnly(2026, 11, 25), "7K3F9Q2X");
        Assert.Equal("o|79730106|7K3F9Q2X", OpinionKeys.Opinion(number));
        Assert.Equal(number, OpinionKeys.NumberOf(station, OpinionKeys.Opinion(number)));
        Assert.True(string.CompareOrdinal(OpinionKeys.Opinion(number with { Day = new DateOnly(2027, 1, 1) }), OpinionKeys.Opinion(number)) < 0);
        Assert.Equal("j|0638989740000000000|7K3F9Q2X|002", OpinionKeys.Journal(new DateTimeOffset(638989740000000000, TimeSpan.Zero), number, 2));
    }

    [Fact]
    public async Task Everything_an_opinion_holds_comes_back()
    {
        var draft = An.Draft(station) with { Category = "市政", Place = "花园路", SenderName = "张三", SenderPhone = "13800000000", RepresentativeId = Identifier.Read<PersonId>("d1") };
        var opinion = await AddAsync(draft, An.Instant);
        Assert.Equal(opinion, await table.FindAsync(opinion.Number, default));
        var rejected = await MoveAsync(opinion, "reject", """{"reason":"由","channel":"去处"}""", An.Instant.AddDays(1));
        Assert.Equal(rejected, await table.FindAsync(opinion.Number, default));
    }

    [Fact]
    public async Task A_life_begins_with_an_entry_made_from_the_row()
    {
        var opinion = await AddAsync("a", An.Instant);
        Assert.Equal(JournalEntry.Received(opinion), Assert.Single(await table.HistoryAsync(opinion, default)));
        await MoveAsync(opinion, "answer", """{"text":"甲"}""", An.Instant.AddMinutes(-3));
        await MoveAsync(opinion, "close", "", An.Instant.AddDays(3));
        Assert.Equal(["receive", "answer", "close"], (await table.HistoryAsync(opinion, default)).Select(entry => entry.Action));
        Assert.Equal(["citizen", "member:clerk", "member:clerk"], (await table.HistoryAsync(opinion, default)).Select(entry => entry.Actor));
    }

    [Fact]
    public async Task Of_many_writers_at_once_one_wins_and_the_others_change_nothing()
    {
        var opinion = await AddAsync("a", An.Instant);
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => TryAsync(opinion, at % 2 == 0 ? "answer" : "reject", at % 2 == 0 ? $$"""{"text":"甲{{at}}"}""" : """{"reason":"由","channel":"去处"}""", An.Instant.AddSeconds(at))));
        Assert.Single(tries, one => one.Refusal is null);
        Assert.All(tries.Select(one => one.Refusal?.Code).OfType<string>(), code => Assert.True(code is "writeConflict" or "moveNotAllowed", code));
        Assert.Equal((1, 2), ((await table.FindAsync(opinion.Number, default))!.Version, (await table.HistoryAsync(opinion, default)).Count));
    }

    [Fact]
    public async Task Two_opinions_merged_into_each_other_at_once_do_not_both_end()
    {
        var (a, b) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant));
        var both = await Task.WhenAll(MergeAsync(a, b), MergeAsync(b, a));
        Assert.Single(both, one => one.Refusal is null);
        Opinion[] kept = [(await table.FindAsync(a.Number, default))!, (await table.FindAsync(b.Number, default))!];
        Assert.Equal([OpinionStatus.Received, OpinionStatus.Merged], kept.Select(opinion => opinion.Status).Order());
    }

    [Fact]
    public async Task Who_was_merged_withdraws_alone_and_the_other_goes_on()
    {
        var (a, b) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant));
        await MergeAsync(a, b);
        Assert.Equal([a.Number], (await NowAsync(b)).Followers);
        await MoveAsync(a, "withdraw", "", An.Instant.AddHours(1));
        Assert.Equal((OpinionStatus.Withdrawn, OpinionStatus.Received), ((await NowAsync(a)).Status, (await NowAsync(b)).Status));
        Assert.Empty((await NowAsync(b)).Followers);
    }

    [Fact]
    public async Task When_the_one_they_were_merged_into_is_withdrawn_the_others_go_on_in_the_first_of_them_as_far_as_it_was()
    {
        var (a, b, c, target) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant), await AddAsync("c", An.Instant), await AddAsync("t", An.Instant));
        foreach (var one in new[] { a, b, c }) await MergeAsync(one, target);
        await MoveAsync(a, "withdraw", "", An.Instant.AddHours(1));
        await MoveAsync(target, "answer", """{"text":"本周修好"}""", An.Instant.AddHours(2));
        await MoveAsync(target, "withdraw", "", An.Instant.AddHours(3));
        Assert.Equal((OpinionStatus.Withdrawn, OpinionStatus.Withdrawn), ((await NowAsync(a)).Status, (await NowAsync(target)).Status));
        var heir = await NowAsync(b);
        Assert.Equal((OpinionStatus.Answered, "本周修好", (OpinionNumber?)null), (heir.Status, heir.Reply, heir.MergedInto));
        Assert.Equal([c.Number], heir.Followers);
        Assert.Equal((OpinionStatus.Merged, b.Number), ((await NowAsync(c)).Status, (await table.RootAsync(await NowAsync(c), default))!.Number));
        Assert.Equal(["receive", "merge", "takeOver"], (await table.HistoryAsync(heir, default)).Select(entry => entry.Action));
        await MoveAsync(b, "close", "", An.Instant.AddHours(4));
        Assert.Equal(OpinionStatus.Closed, (await table.RootAsync(await NowAsync(c), default))!.Status);
    }

    [Fact]
    public async Task A_chain_of_merges_leads_to_its_end()
    {
        var (a, b, c) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant), await AddAsync("c", An.Instant));
        await MergeAsync(a, b);
        await MergeAsync(b, c);
        Assert.Equal([b.Number, a.Number], (await NowAsync(c)).Followers);
        Assert.Equal(c.Number, (await table.RootAsync(await NowAsync(a), default))!.Number);
        await MoveAsync(b, "correct", """{"reason":"并错了"}""", An.Instant.AddHours(1));
        Assert.Equal(b.Number, (await table.RootAsync(await NowAsync(a), default))!.Number);
        Assert.Empty((await NowAsync(c)).Followers);
        await MergeAsync(b, c);
        await MoveAsync(c, "withdraw", "", An.Instant.AddHours(2));
        Assert.Equal((OpinionStatus.Received, b.Number), ((await NowAsync(b)).Status, (await table.RootAsync(await NowAsync(a), default))!.Number));
        await MoveAsync(b, "withdraw", "", An.Instant.AddHours(3));
        Assert.Equal((OpinionStatus.Received, 0), ((await NowAsync(a)).Status, (await NowAsync(a)).Followers.Count));
    }

    [Fact]
    public async Task Who_was_merged_into_one_that_was_merged_on_still_hears_of_its_progress_when_the_middle_is_withdrawn()
    {
        var (a, b, c) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant), await AddAsync("c", An.Instant));
        await MergeAsync(a, b);
        await MergeAsync(b, c);
        await MoveAsync(b, "withdraw", "", An.Instant.AddHours(1));
        await MoveAsync(c, "answer", """{"text":"本周修好"}""", An.Instant.AddHours(2));
        Assert.Equal((c.Number, "本周修好"), ((await table.RootAsync(await NowAsync(a), default))!.Number, (await table.RootAsync(await NowAsync(a), default))!.Reply));
        Assert.Equal([a.Number], (await NowAsync(c)).Followers);
        await MoveAsync(c, "withdraw", "", An.Instant.AddHours(3));
        Assert.Equal((OpinionStatus.Answered, "本周修好"), ((await NowAsync(a)).Status, (await NowAsync(a)).Reply));
    }

    [Fact]
    public async Task Who_was_taken_out_of_a_merge_and_merged_elsewhere_stays_there()
    {
        var (a, b, c, d) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant), await AddAsync("c", An.Instant), await AddAsync("d", An.Instant));
        await MergeAsync(a, b);
        await MergeAsync(b, c);
        await MoveAsync(a, "correct", """{"reason":"并错了"}""", An.Instant);
        Assert.All(new[] { await NowAsync(b), await NowAsync(c) }, one => Assert.DoesNotContain(a.Number, one.Followers));
        await MergeAsync(a, d);
        await MoveAsync(b, "correct", """{"reason":"并错了"}""", An.Instant);
        await MoveAsync(b, "withdraw", "", An.Instant.AddHours(1));
        Assert.Equal((OpinionStatus.Merged, d.Number), ((await NowAsync(a)).Status, (await table.RootAsync(await NowAsync(a), default))!.Number));
    }

    [Fact]
    public async Task All_who_share_an_opinion_may_withdraw_at_once()
    {
        for (var round = 0; round < 8; round++)
        {
            var (a, b, c) = (await AddAsync($"a{round}", An.Instant), await AddAsync($"b{round}", An.Instant), await AddAsync($"c{round}", An.Instant));
            await MergeAsync(a, b);
            await MergeAsync(c, b);
            await Task.WhenAll(new[] { a, b, c }.Select(one => Task.Run(async () =>
            {
                while ((await TryAsync(one, "withdraw", "", An.Instant.AddHours(1))).Refused(out var refusal, out _)) Assert.Equal("writeConflict", refusal.Code);
            })));
            foreach (var one in new[] { a, b, c }) Assert.Equal(OpinionStatus.Withdrawn, (await NowAsync(one)).Status);
        }
    }

    [Fact]
    public async Task What_was_read_is_not_undone_by_a_way_round()
    {
        var opinion = await AddAsync("a", An.Instant);
        await table.NoteReadAsync(await MoveAsync(opinion, "answer", """{"text":"甲"}""", An.Instant), default);
        Assert.False((await moves.DescribeAsync(An.Call(An.Instant, An.Clerk), opinion.Number, new DescribeBody("市政"), _ => null, default)).Refused(out _, out _));
        Assert.Equal("alreadyReliedOn", (await TryAsync(opinion, "correct", """{"reason":"错"}""", An.Instant)).Refusal?.Code);
        await MoveAsync(opinion, "close", "", An.Instant);
        await MoveAsync(opinion, "correct", """{"reason":"还没办完"}""", An.Instant);
        Assert.Equal("alreadyReliedOn", (await TryAsync(opinion, "correct", """{"reason":"错"}""", An.Instant)).Refusal?.Code);

        var (merged, target) = (await AddAsync("b", An.Instant), await AddAsync("c", An.Instant));
        await MergeAsync(merged, target);
        await table.NoteReadAsync(await MoveAsync(target, "answer", """{"text":"乙"}""", An.Instant), default);
        await MoveAsync(target, "withdraw", "", An.Instant);
        Assert.Equal("alreadyReliedOn", (await TryAsync(merged, "correct", """{"reason":"错"}""", An.Instant)).Refusal?.Code);
    }

    [Fact]
    public async Task Two_who_withdraw_at_once_what_they_share_leave_nothing_that_goes_on_in_what_is_withdrawn()
    {
        var (a, b, target) = (await AddAsync("a", An.Instant), await AddAsync("b", An.Instant), await AddAsync("t", An.Instant));
        foreach (var one in new[] { a, b }) await MergeAsync(one, target);
        await Task.WhenAll(new[] { a, target }.Select(async one =>
        {
            while ((await TryAsync(one, "withdraw", "", An.Instant.AddHours(1))).Refused(out var refusal, out _)) Assert.Equal("writeConflict", refusal.Code);
        }));
        Assert.Equal((OpinionStatus.Withdrawn, OpinionStatus.Withdrawn, OpinionStatus.Received), ((await NowAsync(a)).Status, (await NowAsync(target)).Status, (await NowAsync(b)).Status));
    }

    [Theory]
    [InlineData("answer", """{"text":"甲"}""")]
    [InlineData("reject", """{"reason":"由","channel":"去处"}""")]
    public async Task A_mistake_is_undone_by_a_counter_entry_and_can_be_done_right(string action, string body)
    {
        var opinion = await AddAsync("a", An.Instant);
        await MoveAsync(opinion, action, body, An.Instant.AddHours(1));
        var corrected = await MoveAsync(opinion, "correct", """{"reason":"点错了"}""", An.Instant.AddHours(2));
        Assert.Equal((OpinionStatus.Received, 2, null, null, null), (corrected.Status, corrected.Version, corrected.Reply, corrected.RejectReason, corrected.ProperChannel));
        Assert.Null(corrected.EndedAt);
        Assert.Equal(corrected.Status, (await NowAsync(opinion)).Status);
        Assert.Equal(["receive", action, "correct"], (await table.HistoryAsync(opinion, default)).Select(entry => entry.Action));
        Assert.Equal("乙", (await MoveAsync(opinion, "answer", """{"text":"乙"}""", An.Instant.AddHours(3))).Reply);
    }

    [Fact]
    public async Task What_the_sender_has_read_or_the_target_has_been_answered_on_is_not_undone()
    {
        var opinion = await AddAsync("a", An.Instant);
        await table.NoteReadAsync(await MoveAsync(opinion, "answer", """{"text":"甲"}""", An.Instant), default);
        Assert.Equal("alreadyReliedOn", (await TryAsync(opinion, "correct", """{"reason":"点错了"}""", An.Instant)).Refusal?.Code);
        await MoveAsync(opinion, "close", "", An.Instant);
        Assert.Equal(OpinionStatus.Answered, (await MoveAsync(opinion, "correct", """{"reason":"还没办完"}""", An.Instant)).Status);

        var (merged, target) = (await AddAsync("b", An.Instant), await AddAsync("c", An.Instant));
        await MergeAsync(merged, target);
        await MoveAsync(target, "answer", """{"text":"甲"}""", An.Instant);
        Assert.Equal("alreadyReliedOn", (await TryAsync(merged, "correct", """{"reason":"并错了"}""", An.Instant)).Refusal?.Code);
    }

    [Fact]
    public async Task What_was_away_over_a_midnight_was_not_open_then()
    {
        var midnight = StationClock.InstantOf(new DateOnly(2026, 10, 1));
        var opinion = await AddAsync("a", midnight.AddDays(-3));
        await MoveAsync(opinion, "reject", """{"reason":"由","channel":"去处"}""", midnight.AddDays(-2));
        Assert.Equal(0, await table.CountOpenAtAsync(station, midnight, default));
        await MoveAsync(opinion, "correct", """{"reason":"点错了"}""", midnight.AddDays(2));
        Assert.Equal((1, 0, 1), (
            await table.CountOpenAtAsync(station, midnight.AddDays(-2), default), await table.CountOpenAtAsync(station, midnight, default),
            await table.CountOpenAtAsync(station, midnight.AddDays(3), default)));
    }

    [Fact]
    public async Task Category_and_place_are_set_after_intake_and_the_quarter_follows_until_its_report_is_final()
    {
        var quarter = new Quarter(2026, 3);
        var opinion = await AddAsync("a", StationClock.InstantOf(new DateOnly(2026, 9, 30)));
        var set = await DescribeAsync(new DescribeBody("市政", "花园路"), new DateOnly(2026, 10, 9));
        Assert.Equal(("市政", "花园路", 1, OpinionStatus.Received), (set.Category, set.Place, set.Version, set.Status));
        Assert.Equal("市政", Assert.Single(await table.ReceivedAsync(station, quarter, default)).Category);
        await DescribeAsync(new DescribeBody(Place: ""), new DateOnly(2026, 10, 9));
        var late = await DescribeAsync(new DescribeBody("环境"), new DateOnly(2026, 10, 10));
        Assert.Equal(("环境", null, 3), (late.Category, late.Place, late.Version));
        Assert.Equal("市政", Assert.Single(await table.ReceivedAsync(station, quarter, default)).Category);
        Assert.Equal(3, (await DescribeAsync(new DescribeBody("环境"), new DateOnly(2026, 10, 11))).Version);
        Assert.Equal(["类别：无改为市政，地点：无改为花园路", "地点：花园路改为无", "类别：市政改为环境"], (await table.HistoryAsync(opinion, default)).Skip(1).Select(entry => entry.Note));

        async Task<Opinion> DescribeAsync(DescribeBody body, DateOnly on)
        {
            Assert.False((await moves.DescribeAsync(An.Call(StationClock.InstantOf(on), An.Clerk), opinion.Number, body, _ => null, default)).Refused(out _, out var made));
            return made!.Value;
        }
    }

    [Fact]
    public async Task A_life_reads_in_the_order_it_was_lived_though_an_instance_is_hours_behind()
    {
        var opinion = await AddAsync("a", An.Instant);
        await MoveAsync(opinion, "answer", """{"text":"甲"}""", An.Instant.AddHours(-5));
        await MoveAsync(opinion, "close", "", An.Instant.AddHours(-3));
        var history = await table.HistoryAsync(opinion, default);
        Assert.Equal(["receive", "answer", "close"], history.Select(entry => entry.Action));
        Assert.All(history, entry => Assert.Equal(An.Instant, entry.At));
    }

    [Fact]
    public async Task A_key_used_before_gives_the_first_result_with_its_tag_whatever_came_after_and_no_other_request_may_use_it()
    {
        var (opinion, repeat) = (await AddAsync("a", An.Instant), new Repeat("key", "hash"));
        var answered = await MoveAsync(opinion, "answer", """{"text":"甲"}""", An.Instant, repeat);
        await MoveAsync(opinion, "close", "", An.Instant);
        Assert.False((await TryAsync(opinion, "answer", """{"text":"甲"}""", An.Instant.AddDays(1), repeat)).Refused(out _, out var again));
        Assert.Equal((answered, "W/\"1\""), (again!.Value, again.Tag.ToString()));
        Assert.True((await TryAsync(opinion, "answer", """{"text":"乙"}""", An.Instant, repeat with { BodyHash = "another" })).Refused(out var refusal, out _));
        Assert.Equal((422, "idempotencyKeyReused"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task Requests_with_one_key_at_once_are_one_opinion_in_one_transaction_also_the_day_after()
    {
        var repeat = new Repeat("intake", "hash");
        var draft = An.Draft(station, repeat.Id);
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(at => table.AddAsync(Receive(draft, An.Instant.AddDays(at / 3)), repeat, default)));
        Assert.All(added, one => Assert.Null(one.Refusal));
        Assert.Single(added, one => !one.Refused(out _, out var made) && made.IsNew);
        Assert.Single(added.Select(one => one.Refused(out _, out var made) ? default : made.Value.Number).Distinct());
        Assert.True((await table.AddAsync(Receive(draft, An.Instant), repeat with { BodyHash = "another" }, default)).Refused(out var refusal, out _));
        Assert.Equal("idempotencyKeyReused", refusal.Code);
    }

    [Fact]
    public async Task The_journal_between_two_instants_is_half_open_and_in_the_order_of_time()
    {
        var (from, to) = (An.Instant, An.Instant.AddDays(1));
        foreach (var (source, at) in new[] { ("late", to), ("before", from.AddTicks(-1)), ("second", to.AddTicks(-1)), ("first", from) })
            await MoveAsync(await AddAsync(source, An.Instant.AddDays(-9)), "withdraw", "", at);
        Assert.Equal([from, to.AddTicks(-1)], (await table.JournalAsync(station, from, to, default)).Select(entry => entry.At));
    }

    [Fact]
    public async Task Open_at_a_midnight_are_those_of_earlier_days_that_had_not_ended_then()
    {
        var midnight = StationClock.InstantOf(new DateOnly(2026, 10, 1));
        await AddAsync("of the day that begins", midnight);
        await AddAsync("open", midnight.AddSeconds(-1));
        await EndAsync("ended before", midnight.AddTicks(-1));
        await EndAsync("ended at midnight", midnight);
        await EndAsync("ended after", midnight.AddHours(1));
        Assert.Equal(3, await table.CountOpenAtAsync(station, midnight, default));
    }

    [Fact]
    public async Task What_a_quarter_received_is_told_by_the_numbers_day_and_by_what_was_fixed_then()
    {
        var edge = StationClock.InstantOf(new DateOnly(2026, 10, 1));
        var last = await AddAsync(An.Draft(station, "last") with { SentAt = edge.AddSeconds(-1), Category = "市政" }, edge.AddSeconds(4));
        var first = await AddAsync("first", edge);
        var third = Assert.Single(await table.ReceivedAsync(station, new Quarter(2026, 3), default));
        Assert.Equal(new Receipt(last.Number, "wechat", "市政", null), third);
        Assert.Equal([first.Number], (await table.ReceivedAsync(station, new Quarter(2026, 4), default)).Select(receipt => receipt.Number));
    }

    [Fact]
    public async Task Pages_go_through_every_opinion_once_newest_first_and_filters_hold()
    {
        var random = new Random(7);
        var all = new List<Opinion>();
        for (var i = 0; i < 25; i++) all.Add(await AddAsync($"m{i}", An.Instant.AddDays(i < 10 ? 0 : 60).AddMinutes(random.Next(600))));
        foreach (var top in new[] { 1, 7, 10, 25, 100 }) Assert.Equal(all.OrderByDescending(opinion => opinion.ReceivedAt).Select(opinion => opinion.Number), await WalkAsync(top));

        var page = new PageRequest(1000, null);
        Assert.Equal(10, (await PageAsync(OpinionStatus.Received, new(2026, 4), page)).Items.Count);
        Assert.Equal(15, (await PageAsync(null, new(2027, 1), page)).Items.Count);
        Assert.Empty((await PageAsync(OpinionStatus.Closed, null, page)).Items);
        Assert.All(["nothing of ours", "1|a|b", new string('9', 19) + "|a|b"], token => Assert.False(OpinionOrder.IsKey(OpinionSort.Received, token)));
    }

    private async Task<Opinion> NowAsync(Opinion opinion) => (await table.FindAsync(opinion.Number, default))!;

    private async Task<List<OpinionNumber>> WalkAsync(int top)
    {
        var (seen, page) = (new List<OpinionNumber>(), new PageRequest(top, null));
        do
        {
            var part = await PageAsync(null, null, page);
            Assert.True(part.Items.Count <= top);
            seen.AddRange(part.Items.Select(opinion => opinion.Number));
            PageRequest.Parse(top.ToString(), part.Continuation).Refused(out _, out page!);
        }
        while (page.Continuation is not null);
        return seen;
    }

    private async Task<Listing<Opinion>> PageAsync(OpinionStatus? status, Quarter? quarter, PageRequest page)
    {
        var found = await table.ListAsync(station, new OpinionFilter { Status = status, Received = quarter }, OpinionSort.Received, page, default);
        return OpinionOrder.Cut(OpinionSort.Received, found, page.Continuation, page.Top);
    }

    private static Func<int, Opinion> Receive(OpinionDraft draft, DateTimeOffset now) => attempt => OpinionIntake.Receive(draft, An.Call(now), HolidayCalendar.Official, attempt);

    private async Task<Opinion> AddAsync(OpinionDraft draft, DateTimeOffset now)
    {
        Assert.False((await table.AddAsync(Receive(draft, now), null, default)).Refused(out _, out var added));
        return added!.Value;
    }

    private Task<Opinion> AddAsync(string source, DateTimeOffset at) => AddAsync(An.Draft(station, source), at);

    private async Task EndAsync(string source, DateTimeOffset at) => await MoveAsync(await AddAsync(source, at.AddDays(-2)), "withdraw", "", at);

    private Task<Outcome<Tagged<Opinion>>> MergeAsync(Opinion one, Opinion into) => TryAsync(one, "merge", $$"""{"into":"{{into.Number}}"}""", An.Instant);

    private async Task<Opinion> MoveAsync(Opinion opinion, string action, string body, DateTimeOffset at, Repeat? repeat = null)
    {
        Assert.False((await TryAsync(opinion, action, body, at, repeat)).Refused(out _, out var moved));
        return moved!.Value;
    }

    private Task<Outcome<Tagged<Opinion>>> TryAsync(Opinion opinion, string action, string body, DateTimeOffset at, Repeat? repeat = null)
    {
        Assert.False(OpinionActions.All.Read(action, System.Text.Encoding.UTF8.GetBytes(body)).Refused(out _, out var wish));
        return moves.MoveAsync(An.Call(at, An.Clerk) with { Repeat = repeat }, opinion.Number, wish!, _ => null, default);
    }
}
