using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>
/// Reception days that staff moved, cancelled or held, with their journal. Partition <c>{date by rule yyyyMMdd}</c>. Rows <c>o|{stationId}|{kind}</c> (an occasion about which staff decided
/// something), <c>j|{stationId}|{kind}|{ticks D19}</c> (journal), <c>k|{stationId}|{kind}|{hash}</c> (the first answer to an
/// Idempotency-Key).
/// </summary>
public sealed class OccasionTable(TableServiceClient storage)
{
    public const string TableName = "Occasions";

    /// <summary>The entity tag of an occasion about which nobody decided anything: it has no row.</summary>
    public static readonly ETag AsInCalendar = new("W/\"calendar\"");

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The occasion as staff decided and its entity tag; null when nothing was decided. One storage call.</summary>
    public async Task<(Occasion Occasion, ETag Tag)?> FindAsync(OccasionKey key, CancellationToken cancel) =>
        await table.FindAsync(Partition(key.NominalDate), Row('o', key), cancel) is { } row ? (Read(row), row.ETag) : null;

    /// <summary>
    /// What staff decided about a station's receptions of these dates by rule; dates without a decision are absent. One
    /// storage call for each date.
    /// </summary>
    public async Task<Dictionary<OccasionKey, Occasion>> OfStationAsync(
        string stationId, IEnumerable<DateOnly> nominalDates, CancellationToken cancel)
    {
        var found = await Task.WhenAll(nominalDates.Select(date => FindAsync(new OccasionKey(OccasionKind.Reception, date, Identifier.Read<StationId>(stationId)), cancel)));
        return found.OfType<(Occasion Occasion, ETag Tag)>().ToDictionary(pair => pair.Occasion.Id, pair => pair.Occasion);
    }

    /// <summary>
    /// What staff decided about the occasions, of all stations, whose date by rule lies between the two. One storage call for
    /// each 1,000 rows of these dates.
    /// </summary>
    public async Task<Dictionary<OccasionKey, Occasion>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancel) =>
        (await table.AllAsync(Dates(from, to), Read, cancel)).ToDictionary(occasion => occasion.Id);

    /// <summary>
    /// The planned occasions about which staff decided something and that take place between the two dates, both
    /// included; they may be moved ones or not. One range query over the partitions in reach.
    /// </summary>
    public Task<List<Occasion>> MovedOntoAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var near = Dates(from.AddDays(-ReceptionCalendar.Reach), to.AddDays(ReceptionCalendar.Reach));
        var there = TableClient.CreateQueryFilter($" and Status eq {Json.Name(OccasionStatus.Planned)} and Date ge {Text(from)} and Date le {Text(to)}");
        return table.AllAsync(near + there, Read, cancel);
    }

    /// <summary>The occasion as it was answered to this Idempotency-Key, or null. One storage call.</summary>
    public async Task<Occasion?> FindAnswerAsync(OccasionKey key, string idempotencyKey, CancellationToken cancel) =>
        await table.FindAsync(Partition(key.NominalDate), Answer(key, idempotencyKey), cancel) is { } row ? Read(row) : null;

    /// <summary>
    /// Writes the occasion, its journal row and the answer in one transaction. Of two writers who saw the same state one
    /// wins, the other gets <see cref="Refusals.WriteConflict"/>. One storage call.
    /// </summary>
    /// <param name="occasion">The occasion as decided.</param>
    /// <param name="journal">What was done.</param>
    /// <param name="seen">The entity tag of the row the decision was made on; null when there was no row.</param>
    /// <param name="idempotencyKey">The caller's key for a repeat, or null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<ETag>> SaveAsync(
        Occasion occasion, OccasionJournal journal, ETag? seen, string? idempotencyKey, CancellationToken cancel)
    {
        var row = Write(occasion, Row('o', occasion.Id));
        List<TableTransactionAction> actions =
        [
            seen is { } tag ? new(TableTransactionActionType.UpdateReplace, row, tag) : new(TableTransactionActionType.Add, row),
            new(TableTransactionActionType.Add, Write(occasion.Id, journal)),
        ];
        if (idempotencyKey is not null) actions.Add(new(TableTransactionActionType.Add, Write(occasion, Answer(occasion.Id, idempotencyKey))));
        try
        {
            return (await table.SubmitTransactionAsync(actions, cancel)).Value[0].Headers.ETag!.Value;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return await MineAsync(occasion, journal, cancel) is { } mine ? mine : Refusals.WriteConflict;
        }
    }

    /// <summary>What was done with an occasion, oldest first. One storage call.</summary>
    public Task<List<OccasionJournal>> JournalAsync(OccasionKey key, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(Partition(key.NominalDate), Row('j', key) + "|"), ReadJournal, cancel);

    /// <summary>
    /// The tag of the row when it was this very call that wrote it: a repeat inside the client, after an answer was lost,
    /// meets its own rows.
    /// </summary>
    private async Task<ETag?> MineAsync(Occasion occasion, OccasionJournal journal, CancellationToken cancel)
    {
        var written = await table.FindAsync(Partition(occasion.NominalDate), JournalRow(occasion.Id, journal.At), cancel);
        if (written is null || ReadJournal(written) != journal) return null;
        return await FindAsync(occasion.Id, cancel) is var (stored, tag) && stored == occasion ? tag : null;
    }

    private static string Partition(DateOnly nominal) => Text(nominal);

    private static string Text(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Row(char sort, OccasionKey key) => $"{sort}|{key.StationId}|{Json.Name(key.Kind)}";

    private static string JournalRow(OccasionKey key, DateTimeOffset at) => $"{Row('j', key)}|{at.UtcTicks:D19}";

    private static string Answer(OccasionKey key, string idempotencyKey) => $"{Row('k', key)}|{ContentHash.Key("idempotency", idempotencyKey)}";

    private static string Dates(DateOnly from, DateOnly to) => TableClient.CreateQueryFilter(
        $"PartitionKey ge {Text(from)} and PartitionKey le {Text(to)} and RowKey ge {"o|"} and RowKey lt {"o}"}");

    private static TableEntity Write(Occasion occasion, string row) => new TableEntity(Partition(occasion.NominalDate), row)
    {
        ["StationId"] = occasion.StationId, ["Kind"] = Json.Name(occasion.Kind), ["Date"] = Text(occasion.Date),
        ["Start"] = occasion.Start, ["End"] = occasion.End, ["Status"] = Json.Name(occasion.Status),
    }.Set("ShiftReason", occasion.ShiftReason).Set("CancelReason", occasion.CancelReason).Set("Visitors", occasion.Visitors).Set("Note", occasion.Note);

    private static Occasion Read(TableEntity row) => new(
        new OccasionKey(Json.Enum<OccasionKind>(row.GetString("Kind")), Date(row.PartitionKey), Identifier.Read<StationId>(row.GetString("StationId"))),
        row.GetDateTimeOffset("Start")!.Value.ToOffset(StationClock.Offset), row.GetDateTimeOffset("End")!.Value.ToOffset(StationClock.Offset))
    {
        Status = Json.Enum<OccasionStatus>(row.GetString("Status")), ShiftReason = row.GetString("ShiftReason"),
        CancelReason = row.GetString("CancelReason"), Visitors = row.GetInt32("Visitors"), Note = row.GetString("Note"),
    };

    private static TableEntity Write(OccasionKey key, OccasionJournal journal) => new TableEntity(Partition(key.NominalDate), JournalRow(key, journal.At))
    {
        ["At"] = journal.At, ["Action"] = Json.Name(journal.Action), ["From"] = Text(journal.From), ["To"] = Text(journal.To),
        ["Status"] = Json.Name(journal.Status),
    }.Set("Words", journal.Words);

    private static OccasionJournal ReadJournal(TableEntity row) => new(
        row.GetDateTimeOffset("At")!.Value.ToOffset(StationClock.Offset), Json.Enum<OccasionAction>(row.GetString("Action")),
        Date(row.GetString("From")), Date(row.GetString("To")), Json.Enum<OccasionStatus>(row.GetString("Status")), row.GetString("Words"));
}
