using Azure.Data.Tables;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Occasions;

public sealed class OccasionTableTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    private static readonly DateOnly Nominal = new(2026, 12, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("20261220", "o|{station}|reception")]
    [InlineData("20261220", "j|{station}|reception|0001")]
    [InlineData("20261220", "k|{station}|reception|{key}")]
    [InlineData("20261220", "t|{station}|reception")]
    public async Task An_occasions_rows_stand_where_the_keys_say(string partition, string row)
    {
        var occasion = Moved(ProductTables.StationId(), 22);
        Value(await (await TableAsync()).ChangeAsync(Planned(occasion.StationId), _ => (occasion, Journal(occasion)), new Repeat("once", "hash"), Cancel));
        var key = row.Replace("{station}", occasion.StationId).Replace("{key}", "once");
        Assert.True((await (await RowsAsync()).GetEntityIfExistsAsync<TableEntity>(partition, key, null, Cancel)).HasValue);
    }

    [Fact]
    public async Task What_was_decided_is_read_back_with_its_journal()
    {
        var table = await TableAsync();
        var moved = await SaveAsync(table, Moved(ProductTables.StationId(), 22));
        Assert.Equal(moved, await table.FindAsync(moved.Id, Cancel));
        var held = moved with { Status = OccasionStatus.Held, Visitors = 12, Note = "顺利", Version = 2 };
        await SaveAsync(table, held, Journal(held) with { At = At.AddDays(9), Action = "hold" });
        Assert.Equal(held, await table.FindAsync(moved.Id, Cancel));
        Assert.Equal([Journal(moved), Journal(held) with { At = At.AddDays(9), Action = "hold" }], await table.JournalAsync(moved.Id, Cancel));
    }

    [Fact]
    public async Task What_it_was_before_the_last_decision_is_read_back_too()
    {
        var table = await TableAsync();
        var doubtful = Planned(ProductTables.StationId()) with { Warning = "尚未录入" };
        var cancelled = Moved(doubtful.StationId, 22) with { Status = OccasionStatus.Cancelled, CancelReason = "停电", Visitors = 3, Note = "记", Before = doubtful };
        await SaveAsync(table, cancelled);
        Assert.Equal(cancelled, await table.FindAsync(cancelled.Id, Cancel));
    }

    [Fact]
    public async Task News_stands_from_the_decision_to_its_removal_and_a_later_decision_takes_its_place()
    {
        var table = await TableAsync();
        var (planned, moved) = (Planned(ProductTables.StationId()), Moved(ProductTables.StationId(), 22));
        moved = moved with { Id = planned.Id };
        Value(await table.ChangeAsync(planned, _ => (moved, Journal(moved)), null, Cancel));
        var first = (await table.FindNewsAsync(planned.Id, Cancel))!;
        Assert.Equal((planned.Id, 1, At), (first.Occasion, first.Version, first.At));
        var held = moved with { Status = OccasionStatus.Held, Version = 2 };
        Value(await table.ChangeAsync(moved, _ => (held, Journal(held)), null, Cancel));
        Assert.Equal(first, await table.FindNewsAsync(planned.Id, Cancel));
        var cancelled = moved with { Status = OccasionStatus.Cancelled, Version = 3 };
        Value(await table.ChangeAsync(moved, _ => (cancelled, Journal(cancelled)), null, Cancel));
        // Who has told the first does not take away the second.
        await table.RemoveAsync(first, Cancel);
        var second = Assert.Single(await table.NewsAsync(Nominal, Cancel), news => news.Occasion == planned.Id);
        Assert.Equal(3, second.Version);
        await table.RemoveAsync(second, Cancel);
        await table.RemoveAsync(second, Cancel);
        Assert.Null(await table.FindNewsAsync(planned.Id, Cancel));
    }

    [Fact]
    public async Task Of_many_who_saw_the_same_occasion_one_decides_and_one_line_stands_in_the_journal()
    {
        var table = await TableAsync();
        var planned = Planned(ProductTables.StationId());
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => table.ChangeAsync(
            planned, before => (before with { Version = before.Version + 1 }, Journal(before) with { At = At.AddSeconds(i) }), null, Cancel)));
        Assert.All(outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal("writeConflict", outcome.Refusal!.Code));
        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.Equal((1, 1), ((await table.FindAsync(planned.Id, Cancel))!.Version, (await table.JournalAsync(planned.Id, Cancel)).Count));
    }

    [Fact]
    public async Task Saying_the_very_same_again_is_no_conflict()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        await SaveAsync(table, moved);
        await SaveAsync(table, moved);
        Assert.Single(await table.JournalAsync(moved.Id, Cancel));
    }

    [Fact]
    public async Task A_key_gives_the_first_result_to_all_who_use_it_at_once_and_refuses_another_body()
    {
        var table = await TableAsync();
        var planned = Planned(ProductTables.StationId());
        var repeat = new Repeat("k", "hash");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => table.ChangeAsync(
            planned, before => (before with { Version = before.Version + 1, Note = $"{i}" }, Journal(before) with { At = At.AddSeconds(i) }), repeat, Cancel)));
        Assert.Single(outcomes.Select(outcome => outcome.Refused(out _, out var made) ? null : made.Value.Note).Distinct());
        Assert.Single(await table.JournalAsync(planned.Id, Cancel));
        Assert.Equal("idempotencyKeyReused", (await table.ChangeAsync(planned, before => (before, Journal(before)), repeat with { BodyHash = "other" }, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_stations_decisions_are_found_by_their_dates_by_rule()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        await SaveAsync(table, moved);
        var found = await table.OfStationAsync(moved.StationId, [new DateOnly(2026, 10, 20), Nominal], Cancel);
        Assert.Equal([(moved.Id, moved)], found.Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(await table.OfStationAsync(moved.StationId, [new DateOnly(2026, 12, 22)], Cancel));
    }

    [Fact]
    public async Task The_decisions_of_several_stations_are_found_though_one_id_begins_another()
    {
        var table = await TableAsync();
        var id = ProductTables.StationId()[..10];
        var moved = new[] { id, id + "0", id + "9z" }.Select(station => Moved(station, 22)).ToArray();
        foreach (var occasion in moved) await SaveAsync(table, occasion);
        var found = await table.OfStationsAsync([.. moved.Select(occasion => occasion.StationId)], [new DateOnly(2026, 10, 20), Nominal], Cancel);
        Assert.All(moved, occasion => Assert.Equal(occasion with { ShiftReason = null }, found[occasion.Id]));
    }

    [Theory]
    [InlineData(22, "2026-12-22", "2026-12-22", true)]
    [InlineData(22, "2026-12-20", "2026-12-21", false)]
    [InlineData(22, "2026-12-23", "2026-12-31", false)]
    [InlineData(20 + 62, "2027-02-20", "2027-02-20", true)]
    [InlineData(20 - 62, "2026-10-19", "2026-10-19", true)]
    public async Task What_was_moved_is_found_by_the_date_it_takes_place(int day, string from, string to, bool found)
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), day);
        await SaveAsync(table, moved);
        var list = await table.PlannedBetweenAsync(DateOnly.Parse(from), DateOnly.Parse(to), Cancel);
        Assert.Equal(found, list.Contains(moved));
    }

    [Fact]
    public async Task What_was_cancelled_or_held_is_not_among_what_is_to_come()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        var cancelled = await SaveAsync(table, moved with { Status = OccasionStatus.Cancelled, CancelReason = "停电" });
        Assert.DoesNotContain(await table.PlannedBetweenAsync(moved.Date, moved.Date, Cancel), occasion => occasion.StationId == moved.StationId);
        Assert.Equal(cancelled, (await table.BetweenAsync(Nominal, Nominal, Cancel))[moved.Id]);
    }

    [Fact]
    public async Task More_than_a_thousand_decisions_of_a_day_are_found_whole()
    {
        var table = await TableAsync();
        var rows = await RowsAsync();
        var (prefix, template) = (ProductTables.StationId()[..12], Moved(ProductTables.StationId(), 22));
        await SaveAsync(table, template);
        var row = (await rows.GetEntityAsync<TableEntity>("20261220", $"o|{template.StationId}|reception", null, Cancel)).Value;
        foreach (var batch in Enumerable.Range(0, 1100).Chunk(100))
            await rows.SubmitTransactionAsync(
                batch.Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Like(row, $"{prefix}{i:D4}"))), Cancel);
        Assert.Equal(1100, (await table.PlannedBetweenAsync(template.Date, template.Date, Cancel)).Count(occasion => occasion.StationId.ToString().StartsWith(prefix)));
        Assert.Equal(1100, (await table.BetweenAsync(Nominal, Nominal, Cancel)).Keys.Count(key => key.StationId.ToString().StartsWith(prefix)));
    }

    private static readonly DateTimeOffset At = new(2026, 12, 1, 9, 0, 0, StationClock.Offset);

    private static TableEntity Like(TableEntity row, string stationId) => new("20261220", $"o|{stationId}|reception")
    {
        ["Version"] = row["Version"], ["Date"] = row["Date"], ["Start"] = row["Start"], ["End"] = row["End"], ["Status"] = row["Status"],
    };

    private static Occasion Planned(string stationId) => Occasion.Of(Calendar.OnNominalDate(Nominal)!, An.Id(stationId), Calendar.Rules);

    private static Occasion Moved(string stationId, int day)
    {
        var planned = Planned(stationId);
        return planned with { Start = planned.Start.AddDays(day - 20), End = planned.End.AddDays(day - 20), ShiftReason = "停电", Version = 1 };
    }

    private static OccasionJournal Journal(Occasion occasion) => new(At, "member:clerk", "move", Nominal, occasion.Date, occasion.Status, "停电");

    private static async Task<Occasion> SaveAsync(OccasionTable table, Occasion after, OccasionJournal? journal = null) =>
        Value(await table.ChangeAsync(after, _ => (after, journal ?? Journal(after)), null, Cancel));

    private static async Task<OccasionTable> TableAsync() => new(await ProductTables.OpenAsync());

    private static async Task<TableClient> RowsAsync() => (await ProductTables.OpenAsync()).GetTableClient(OccasionTable.TableName);

    private static Occasion Value(Outcome<Tagged<Occasion>> outcome) => outcome.Refused(out var refusal, out var made) ? throw new Xunit.Sdk.XunitException(refusal.Code) : made.Value;
}
