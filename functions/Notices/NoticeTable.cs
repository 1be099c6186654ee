using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// Who was told of what, how far ahead, and what became of it. Partition <c>{stationId}</c>, row
/// <c>{date of the subject yyyyMMdd}.{notice id}</c>: a quarter of a station, some 42 notices, is one range. Partition <c>~{date
/// yyyyMMdd}</c>, row <c>{channel}.{message number}</c>: the notice that a channel took on that date under that number.
/// </summary>
public sealed class NoticeTable(TableServiceClient tables)
{
    public const string TableName = "Notices";

    // An entity-group transaction takes 100 rows.
    private const int MostRows = 100;

    // Each conflict means that another worker got further, so a few rounds settle any race.
    private const int MostConflicts = 5;

    private readonly TableClient table = tables.GetTableClient(TableName);

    /// <summary>
    /// Makes the notices of a round this worker's own for <see cref="NoticeRetry.Lease"/>: the new ones, and the stored
    /// ones that are due. One storage call when none is stored yet.
    /// </summary>
    /// <param name="round">The round all of them belong to.</param>
    /// <param name="wanted">The notices as they are to be when they are new.</param>
    /// <param name="known">What is stored, when it has just been read; else null.</param>
    /// <param name="now">The instant that decides what is due.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    /// <exception cref="RequestFailedException">The storage is away, or others won every race.</exception>
    public async Task<NoticeClaim> ClaimAsync(
        NoticeRound round, IReadOnlyList<Notice> wanted, IReadOnlyList<Tagged<Notice>>? known, DateTimeOffset now, CancellationToken cancel)
    {
        var owned = new List<Tagged<Notice>>();
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                foreach (var chunk in Claims(wanted, known ?? [], now).Chunk(MostRows)) owned.AddRange(await SubmitAsync(chunk, cancel));
                return new NoticeClaim(owned, [.. Others(owned, known ?? [], now)]);
            }
            catch (RequestFailedException fault) when (IsConflict(fault) && conflicts < MostConflicts)
            {
                known = await RoundAsync(round, cancel);
            }
        }
    }

    /// <summary>
    /// Stores what became of notices of one round: one storage call for each 100. Where another worker was faster, only moves
    /// that <see cref="NoticeLifecycle"/> allows are made: nothing is recorded twice and nothing final is undone.
    /// </summary>
    public async Task RecordAsync(NoticeRound round, IReadOnlyList<Tagged<Notice>> outcomes, CancellationToken cancel)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                foreach (var chunk in outcomes.Chunk(MostRows)) await SubmitAsync(chunk, cancel);
                return;
            }
            catch (RequestFailedException fault) when (IsConflict(fault) && conflicts < MostConflicts)
            {
                outcomes = StillAllowed(outcomes, await RoundAsync(round, cancel));
            }
        }
    }

    /// <summary>
    /// Keeps under which numbers the channel took notices, so that its reports find them. To be called before the record is
    /// stored: a report that came between would else find no number. One storage
    /// call for each 100.
    /// </summary>
    /// <param name="sent">The notices as they are after the try; those without a number are left out.</param>
    /// <param name="today">The date they were sent on.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    public async Task NoteNumbersAsync(IEnumerable<Notice> sent, DateOnly today, CancellationToken cancel)
    {
        var rows = sent.Where(notice => notice.MessageId is not null).Select(notice => NoticeRow.WriteNumber(notice, today)).DistinctBy(row => row.RowKey);
        foreach (var chunk in rows.Chunk(MostRows))
            await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancel);
    }

    /// <summary>The notice that the channel took under the number on the date or the day before, or null. Two storage calls.</summary>
    public async Task<Tagged<Notice>?> FindByNumberAsync(NoticeChannel channel, string messageId, DateOnly date, CancellationToken cancel) =>
        await FindNumberAsync(channel, messageId, date, cancel) ?? await FindNumberAsync(channel, messageId, date.AddDays(-1), cancel);

    /// <summary>The stored notices of a round; one storage call.</summary>
    public Task<List<Tagged<Notice>>> RoundAsync(NoticeRound round, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(round.Subject.StationId, NoticeRow.Prefix(round.Subject, round.Step)), NoticeRow.ReadTagged, cancel);

    /// <summary>All stored notices about a subject; one storage call.</summary>
    public Task<List<Tagged<Notice>>> OfSubjectAsync(NoticeSubject subject, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(subject.StationId, NoticeRow.Prefix(subject)), NoticeRow.ReadTagged, cancel);

    /// <summary>How far each of them has come, and nothing else; one storage call for each 1,000.</summary>
    public Task<List<NoticeOutcome>> OutcomesAsync(StationId stationId, DateOnly from, DateOnly before, CancellationToken cancel) => table.AllAsync(
        PagesTable.Range(stationId, NoticeRow.Day(from), NoticeRow.Day(before)),
        row => new NoticeOutcome(Json.Enum<NoticeStatus>(row.GetString("Status")), row.GetDateTimeOffset("SentAt") is not null), cancel, ["Status", "SentAt"]);

    /// <summary>Whether anybody was ever told of anything of the station; one storage call.</summary>
    public Task<bool> AnyOfStationAsync(StationId stationId, CancellationToken cancel) =>
        table.AnyAsync(TableClient.CreateQueryFilter($"PartitionKey eq {stationId.ToString()}"), cancel);

    /// <summary>One page of what the filter asks for. Without a station it goes through all of them, page by page.</summary>
    public Task<Listing<Notice>> PageAsync(NoticeFilter filter, PageRequest page, CancellationToken cancel) =>
        table.PageAsync(Query(filter), page, NoticeRow.Read, cancel);

    private async Task<Tagged<Notice>?> FindNumberAsync(NoticeChannel channel, string messageId, DateOnly date, CancellationToken cancel)
    {
        var (partition, row) = NoticeRow.NumberKey(channel, messageId, date);
        if (await table.FindAsync(partition, row, cancel) is not { } number) return null;
        (partition, row) = NoticeRow.Key(number.GetString("Notice"));
        return await table.FindAsync(partition, row, cancel) is { } notice ? NoticeRow.ReadTagged(notice) : null;
    }

    private async Task<IEnumerable<Tagged<Notice>>> SubmitAsync(IReadOnlyList<Tagged<Notice>> rows, CancellationToken cancel)
    {
        var answers = await table.SubmitTransactionAsync(rows.Select(Write), cancel);
        return rows.Zip(answers.Value, (row, answer) => row with { Tag = answer.Headers.ETag ?? default }).ToList();
    }

    // The default tag is that of a notice that is not stored yet.
    private static TableTransactionAction Write(Tagged<Notice> row) => row.Tag == default
        ? new TableTransactionAction(TableTransactionActionType.Add, NoticeRow.Write(row.Value))
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, NoticeRow.Write(row.Value), row.Tag);

    private static IEnumerable<Tagged<Notice>> Claims(IReadOnlyList<Notice> wanted, IReadOnlyList<Tagged<Notice>> known, DateTimeOffset now)
    {
        var stored = known.Select(row => row.Value.Id).ToHashSet();
        var added = wanted.Where(notice => !stored.Contains(notice.Id)).Select(notice => new Tagged<Notice>(notice, default));
        return added.Concat(known.Where(row => row.Value.IsDue(now)))
            .Select(row => row.Value.IsOpen ? row with { Value = row.Value.Lease(now + NoticeRetry.Lease) } : row);
    }

    private static IEnumerable<Notice> Others(List<Tagged<Notice>> owned, IReadOnlyList<Tagged<Notice>> known, DateTimeOffset now)
    {
        var mine = owned.Select(row => row.Value.Id).ToHashSet();
        return known.Select(row => row.Value).Where(notice => notice.IsOpen && !notice.IsDue(now) && !mine.Contains(notice.Id));
    }

    private static List<Tagged<Notice>> StillAllowed(IReadOnlyList<Tagged<Notice>> outcomes, List<Tagged<Notice>> known)
    {
        var stored = known.ToDictionary(row => row.Value.Id);
        return [.. outcomes.Where(row => stored.TryGetValue(row.Value.Id, out var found) && NoticeLifecycle.Allows(found.Value, row.Value))
            .Select(row => stored[row.Value.Id] with { Value = row.Value })];
    }

    private static bool IsConflict(RequestFailedException fault) => fault.Status is 409 or 412;

    private static string Query(NoticeFilter filter)
    {
        var query = filter switch
        {
            { Occasion: { } occasion } => PagesTable.Prefix(occasion.StationId, NoticeRow.Prefix(occasion)),
            { StationId: { } station } => TableClient.CreateQueryFilter($"PartitionKey eq {station.ToString()}"),
            _ => TableClient.CreateQueryFilter($"PartitionKey lt {NoticeRow.AfterStations}"),
        };
        if (filter.RecipientId is { } person) query += TableClient.CreateQueryFilter($" and RecipientId eq {person.ToString()}");
        if (filter.Status is { } status) query += TableClient.CreateQueryFilter($" and Status eq {Json.Name(status)}");
        return query;
    }
}
