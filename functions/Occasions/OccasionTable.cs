using Azure;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>
/// Reception days that staff moved, cancelled or held, with their journal. Partition <c>{date by rule yyyyMMdd}</c>. Rows
/// <c>o|{stationId}|{kind}</c> (an occasion about which staff decided something), <c>j|{stationId}|{kind}|{version D4}</c>
/// (journal), <c>k|{stationId}|{kind}|{hash}</c> (what an Idempotency-Key led to), <c>t|{stationId}|{kind}</c> (what people are yet to be told).
/// </summary>
public sealed class OccasionTable(TableServiceClient storage)
{
    public const string TableName = "Occasions";

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The occasion as staff decided; null when nothing was decided. One storage call.</summary>
    public async Task<Occasion?> FindAsync(OccasionKey key, CancellationToken cancel) =>
        await table.FindAsync(OccasionRow.Partition(key.NominalDate), OccasionRow.Key('o', key), cancel) is { } row ? OccasionRow.Read(row) : null;

    /// <summary>
    /// What staff decided about a station's receptions of these dates by rule; dates without a decision are absent. One
    /// storage call for each date.
    /// </summary>
    public async Task<Dictionary<OccasionKey, Occasion>> OfStationAsync(StationId stationId, IEnumerable<DateOnly> nominalDates, CancellationToken cancel)
    {
        var found = await Task.WhenAll(nominalDates.Select(date => FindAsync(new OccasionKey(OccasionKind.Reception, date, stationId), cancel)));
        return found.OfType<Occasion>().ToDictionary(occasion => occasion.Id);
    }

    /// <summary>
    /// When and how the receptions of these dates by rule take place at the stations, and at some between them, as far as staff
    /// decided it, without their words. One storage call for each date.
    /// </summary>
    public async Task<Dictionary<OccasionKey, Occasion>> OfStationsAsync(
        IReadOnlyCollection<StationId> stationIds, IEnumerable<DateOnly> nominalDates, CancellationToken cancel)
    {
        var found = await Task.WhenAll(nominalDates.Select(date =>
        {
            var rows = stationIds.Select(id => OccasionRow.Key('o', new OccasionKey(OccasionKind.Reception, date, id))).Order(StringComparer.Ordinal).ToArray();
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {OccasionRow.Partition(date)} and RowKey ge {rows[0]} and RowKey le {rows[^1]}");
            return table.AllAsync(filter, OccasionRow.Read, cancel, OccasionRow.Course);
        }));
        return found.SelectMany(occasions => occasions).ToDictionary(occasion => occasion.Id);
    }

    /// <summary>
    /// What staff decided about the occasions, of all stations, whose date by rule lies between the two. One storage call for
    /// each 1,000 rows of these dates.
    /// </summary>
    public async Task<Dictionary<OccasionKey, Occasion>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancel) =>
        (await table.AllAsync(Dates(from, to), OccasionRow.Read, cancel)).ToDictionary(occasion => occasion.Id);

    /// <summary>
    /// The planned occasions about which staff decided something and that take place between the two dates, both
    /// included; they may be moved ones or not. One range query over the partitions in reach.
    /// </summary>
    public Task<List<Occasion>> PlannedBetweenAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var near = Dates(from.AddDays(-ReceptionCalendar.Reach), to.AddDays(ReceptionCalendar.Reach));
        var there = TableClient.CreateQueryFilter(
            $" and Status eq {Json.Name(OccasionStatus.Planned)} and Date ge {OccasionRow.Text(from)} and Date le {OccasionRow.Text(to)}");
        return table.AllAsync(near + there, OccasionRow.Read, cancel);
    }

    /// <summary>
    /// Changes an occasion: <paramref name="change"/> says what it becomes and what the journal says of it. The row, its
    /// journal row, what is to be told of it and what the key led to are one transaction. The journal row is named by the occasion's version, so of two
    /// writers who saw the same one wins and the other gets <see cref="Refusals.WriteConflict"/>. A key used before gives the
    /// first result. One storage call, two with a key.
    /// </summary>
    /// <param name="seen">The occasion as stored, or as the calendar has it.</param>
    /// <param name="change">What becomes of it: one version on.</param>
    /// <param name="repeat">The caller's key, or null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<Tagged<Occasion>>> ChangeAsync(
        Occasion seen, Func<Occasion, Outcome<(Occasion After, OccasionJournal Entry)>> change, Repeat? repeat, CancellationToken cancel)
    {
        var key = seen.Id;
        if (await FirstResultAsync(key, repeat, cancel) is { } first) return first;
        if (change(seen).Refused(out var refusal, out var made)) return refusal;
        var (after, entry) = made;
        List<TableTransactionAction> actions =
            [new(TableTransactionActionType.UpsertReplace, OccasionRow.Write(after)), Add(OccasionJournalRow.Write(after, entry))];
        if (OccasionNews.Is(seen, after)) actions.Add(new(TableTransactionActionType.UpsertReplace, OccasionNewsRow.Write(after, entry.At)));
        if (repeat is not null)
            actions.Add(Add(RepeatRow.Write(OccasionRow.Write(after), OccasionRow.Partition(key.NominalDate), OccasionRow.RepeatKey(key, repeat), repeat)));
        try
        {
            await table.SubmitTransactionAsync(actions, cancel);
            return Tagged(after);
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            if (await FirstResultAsync(key, repeat, cancel) is { } theirs) return theirs;
            return await IsWrittenAsync(after, entry, cancel) ? Tagged(after) : Refusals.WriteConflict;
        }
    }

    /// <summary>
    /// Whether staff ever decided anything about the station's occasions. Goes through the dates by rule, six a year, so for a
    /// removal only: one storage call for some years.
    /// </summary>
    public Task<bool> AnyOfStationAsync(StationId stationId, CancellationToken cancel) =>
        table.AnyAsync(TableClient.CreateQueryFilter($"RowKey ge {$"o|{stationId}|"} and RowKey lt {$"o|{stationId}}}"}"), cancel);

    /// <summary>What was done with an occasion, oldest first. One storage call.</summary>
    public Task<List<OccasionJournal>> JournalAsync(OccasionKey key, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(OccasionRow.Partition(key.NominalDate), OccasionRow.Key('j', key) + "|"), OccasionJournalRow.Read, cancel);

    /// <summary>What people are yet to be told of an occasion; null when nothing. One storage call.</summary>
    public async Task<OccasionNews?> FindNewsAsync(OccasionKey key, CancellationToken cancel) =>
        await table.FindAsync(OccasionRow.Partition(key.NominalDate), OccasionRow.Key('t', key), cancel) is { } row ? OccasionNewsRow.Read(row) : null;

    /// <summary>What people are yet to be told of the occasions of a date by rule. One storage call.</summary>
    public Task<List<OccasionNews>> NewsAsync(DateOnly nominalDate, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(OccasionRow.Partition(nominalDate), "t|"), OccasionNewsRow.Read, cancel);

    /// <summary>Everybody has been told: removes the news, unless a later decision has taken its place. One storage call.</summary>
    public async Task RemoveAsync(OccasionNews news, CancellationToken cancel)
    {
        try
        {
            await table.DeleteEntityAsync(OccasionRow.Partition(news.Occasion.NominalDate), OccasionRow.Key('t', news.Occasion), news.Tag, cancel);
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            // Removed already, or news again.
        }
    }

    private Task<Outcome<Tagged<Occasion>>?> FirstResultAsync(OccasionKey key, Repeat? repeat, CancellationToken cancel) =>
        RepeatTable.FirstAsync(table, OccasionRow.Partition(key.NominalDate), OccasionRow.RepeatKey(key, repeat), repeat, row => Tagged(OccasionRow.Read(row)), cancel);

    /// <summary>True when it was this very call that wrote the entry: a repeat inside the client, after an answer was lost, meets its own rows.</summary>
    private async Task<bool> IsWrittenAsync(Occasion after, OccasionJournal entry, CancellationToken cancel) =>
        await table.FindAsync(OccasionRow.Partition(after.NominalDate), OccasionJournalRow.Key(after.Id, after.Version), cancel) is { } row && OccasionJournalRow.Read(row) == entry;

    private static Tagged<Occasion> Tagged(Occasion occasion) => new(occasion, occasion.Tag);

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static string Dates(DateOnly from, DateOnly to) => TableClient.CreateQueryFilter(
        $"PartitionKey ge {OccasionRow.Partition(from)} and PartitionKey le {OccasionRow.Partition(to)} and RowKey ge {"o|"} and RowKey lt {"o}"}");
}
