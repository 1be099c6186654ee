using Azure;
using Azure.Data.Tables;
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
    [InlineData("20261220", "j|{station}|reception|{ticks}")]
    [InlineData("20261220", "k|{station}|reception|{key}")]
    public async Task An_occasions_rows_stand_where_the_keys_say(string partition, string row)
    {
        var occasion = Moved(ProductTables.StationId(), 22);
        var journal = Journal(occasion) with { At = At.AddTicks(1) };
        Value(await (await TableAsync()).SaveAsync(occasion, journal, null, "once", Cancel));
        var key = row.Replace("{station}", occasion.StationId).Replace("{key}", ContentHash.Key("idempotency", "once"))
            .Replace("{ticks}", journal.At.UtcTicks.ToString("D19"));
        Assert.True((await (await RowsAsync()).GetEntityIfExistsAsync<TableEntity>(partition, key, null, Cancel)).HasValue);
    }

    [Fact]
    public async Task What_was_decided_is_read_back_with_its_journal()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        var tag = Value(await table.SaveAsync(moved, Journal(moved), null, null, Cancel));
        Assert.Equal((moved, tag), await table.FindAsync(moved.Id, Cancel));

        Assert.False(new HoldOccasion(12, "顺利").Decide(moved, moved.Date).Refused(out _, out var held));
        var second = Value(await table.SaveAsync(held!, Journal(held!) with { At = At.AddDays(9), Action = OccasionAction.Hold }, tag, null, Cancel));
        Assert.Equal((held!, second), await table.FindAsync(moved.Id, Cancel));
        Assert.Equal([OccasionAction.Move, OccasionAction.Hold], (await table.JournalAsync(moved.Id, Cancel)).Select(line => line.Action));
        Assert.Equal(Journal(moved), (await table.JournalAsync(moved.Id, Cancel))[0]);
    }

    [Fact]
    public async Task Of_many_first_decisions_one_wins_and_one_journal_row_stands()
    {
        var table = await TableAsync();
        var station = ProductTables.StationId();
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i =>
            table.SaveAsync(Moved(station, 20 + i), Journal(Moved(station, 20 + i)) with { At = At.AddSeconds(i) }, null, null, Cancel)));
        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.All(outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal("writeConflict", outcome.Refusal!.Code));
        Assert.Single(await table.JournalAsync(Moved(station, 21).Id, Cancel));
    }

    [Fact]
    public async Task A_decision_on_what_has_changed_since_is_refused_and_changes_nothing()
    {
        var table = await TableAsync();
        var first = Moved(ProductTables.StationId(), 22);
        var seen = Value(await table.SaveAsync(first, Journal(first), null, null, Cancel));
        var second = Moved(first.StationId, 23);
        Value(await table.SaveAsync(second, Journal(second) with { At = At.AddHours(1) }, seen, null, Cancel));
        var late = Moved(first.StationId, 24);
        Assert.True((await table.SaveAsync(late, Journal(late) with { At = At.AddHours(2) }, seen, null, Cancel)).Refused(out var refusal, out _));
        Assert.Equal("writeConflict", refusal.Code);
        Assert.Equal(second, (await table.FindAsync(first.Id, Cancel))!.Value.Occasion);
        Assert.Equal(2, (await table.JournalAsync(first.Id, Cancel)).Count);
    }

    [Fact]
    public async Task Saying_the_very_same_again_is_no_conflict()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        var tag = Value(await table.SaveAsync(moved, Journal(moved), null, null, Cancel));
        Assert.Equal(tag, Value(await table.SaveAsync(moved, Journal(moved), null, null, Cancel)));
        Assert.Single(await table.JournalAsync(moved.Id, Cancel));
    }

    [Fact]
    public async Task A_stations_decisions_are_found_by_their_dates_by_rule()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        await table.SaveAsync(moved, Journal(moved), null, null, Cancel);
        var found = await table.OfStationAsync(moved.StationId, [new DateOnly(2026, 10, 20), Nominal], Cancel);
        Assert.Equal([(moved.Id, moved)], found.Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(await table.OfStationAsync(moved.StationId, [new DateOnly(2026, 12, 22)], Cancel));
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
        await table.SaveAsync(moved, Journal(moved), null, null, Cancel);
        var list = await table.MovedOntoAsync(DateOnly.Parse(from), DateOnly.Parse(to), Cancel);
        Assert.Equal(found, list.Contains(moved));
    }

    [Fact]
    public async Task What_was_cancelled_or_held_is_not_among_what_is_to_come()
    {
        var table = await TableAsync();
        var moved = Moved(ProductTables.StationId(), 22);
        Assert.False(new CancelOccasion("停电").Decide(moved, Nominal).Refused(out _, out var cancelled));
        await table.SaveAsync(cancelled!, Journal(cancelled!), null, null, Cancel);
        Assert.DoesNotContain(await table.MovedOntoAsync(moved.Date, moved.Date, Cancel), occasion => occasion.StationId == moved.StationId);
        Assert.Equal(cancelled, (await table.BetweenAsync(Nominal, Nominal, Cancel))[moved.Id]);
    }

    [Fact]
    public async Task More_than_a_thousand_decisions_of_a_day_are_found_whole()
    {
        var table = await TableAsync();
        var rows = await RowsAsync();
        var (prefix, template) = (ProductTables.StationId()[..12], Moved(ProductTables.StationId(), 22));
        await table.SaveAsync(template, Journal(template), null, null, Cancel);
        var row = (await rows.GetEntityAsync<TableEntity>("20261220", $"o|{template.StationId}|reception", null, Cancel)).Value;
        foreach (var batch in Enumerable.Range(0, 1100).Chunk(100))
            await rows.SubmitTransactionAsync(
                batch.Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Like(row, $"{prefix}{i:D4}"))), Cancel);
        Assert.Equal(1100, (await table.MovedOntoAsync(template.Date, template.Date, Cancel)).Count(occasion => occasion.StationId.StartsWith(prefix)));
        Assert.Equal(1100, (await table.BetweenAsync(Nominal, Nominal, Cancel)).Keys.Count(key => key.StationId.ToString().StartsWith(prefix)));
    }

    private static readonly DateTimeOffset At = new(2026, 12, 1, 9, 0, 0, StationClock.Offset);

    private static TableEntity Like(TableEntity row, string stationId) => new("20261220", $"o|{stationId}|reception")
    {
        ["StationId"] = stationId, ["Kind"] = row["Kind"], ["Date"] = row["Date"], ["Start"] = row["Start"], ["End"] = row["End"], ["Status"] = row["Status"],
    };

    private static Occasion Moved(string stationId, int day)
    {
        var planned = Occasion.Of(Calendar.OnNominalDate(Nominal)!, stationId, Calendar.Rules);
        return new MoveOccasion(Nominal.AddDays(day - 20), "停电").Decide(planned, Nominal).Refused(out var refusal, out var moved)
            ? throw new Xunit.Sdk.XunitException(refusal.Code)
            : moved;
    }

    private static OccasionJournal Journal(Occasion occasion) => new(At, OccasionAction.Move, Nominal, occasion.Date, occasion.Status, "停电");

    private static async Task<OccasionTable> TableAsync() => new(await ProductTables.OpenAsync());

    private static async Task<TableClient> RowsAsync() => (await ProductTables.OpenAsync()).GetTableClient(OccasionTable.TableName);

    private static ETag Value(Outcome<ETag> outcome) => outcome.Refused(out var refusal, out var tag) ? throw new Xunit.Sdk.XunitException(refusal.Code) : tag;
}
