using Azure;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// Who was told of what, how far ahead, and what became of it. Partition <c>{stationId}</c>, row
/// <c>{nominal date yyyyMMdd}|{kind}|{D7, D1, D0}|{representativeId}</c>: a station's quarter is one range of some 42 rows.
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
        NoticeRound round, IReadOnlyList<Notice> wanted, IReadOnlyList<NoticeRow>? known, DateTimeOffset now, CancellationToken cancel)
    {
        var owned = new List<NoticeRow>();
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
    /// Stores what became of notices of one round, all in one storage call. Where another worker was faster, only moves
    /// that <see cref="NoticeLifecycle"/> allows are made: nothing is recorded twice and nothing final is undone.
    /// </summary>
    public async Task RecordAsync(NoticeRound round, IReadOnlyList<NoticeRow> outcomes, CancellationToken cancel)
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

    /// <summary>The stored notices of a round; one storage call.</summary>
    public Task<List<NoticeRow>> RoundAsync(NoticeRound round, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(round.StationId, NoticeRow.Prefix(round)), NoticeRow.Of, cancel);

    /// <summary>The notices of a station about occasions whose date by rule lies in the quarter; one storage call for each 1,000.</summary>
    public Task<List<Notice>> QuarterAsync(string stationId, Quarter quarter, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Range(stationId, NoticeRound.Day(quarter.First), NoticeRound.Day(quarter.Next.First)), NoticeRow.Read, cancel);

    /// <summary>
    /// The notices of one person at a station about occasions whose date by rule lies between the two, both included; one
    /// storage call.
    /// </summary>
    public async Task<List<NoticeRow>> OfRecipientAsync(string stationId, string recipientId, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var range = PagesTable.Range(stationId, NoticeRound.Day(from), NoticeRound.Day(to.AddDays(1)));
        return (await table.AllAsync(range, NoticeRow.Of, cancel)).FindAll(row => row.Notice.RecipientId == recipientId);
    }

    /// <summary>One page of what the filter asks for. Without a station it goes through all of them, page by page.</summary>
    public Task<Listing<Notice>> PageAsync(NoticeFilter filter, PageRequest page, CancellationToken cancel) =>
        table.PageAsync(Query(filter), page, NoticeRow.Read, cancel);

    private async Task<IEnumerable<NoticeRow>> SubmitAsync(IReadOnlyList<NoticeRow> rows, CancellationToken cancel)
    {
        var answers = await table.SubmitTransactionAsync(rows.Select(Write), cancel);
        return rows.Zip(answers.Value, (row, answer) => row with { Tag = answer.Headers.ETag ?? default }).ToList();
    }

    private static TableTransactionAction Write(NoticeRow row) => row.Tag == default
        ? new TableTransactionAction(TableTransactionActionType.Add, NoticeRow.Write(row.Notice))
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, NoticeRow.Write(row.Notice), row.Tag);

    private static IEnumerable<NoticeRow> Claims(IReadOnlyList<Notice> wanted, IReadOnlyList<NoticeRow> known, DateTimeOffset now)
    {
        var stored = known.Select(row => row.Notice.Key).ToHashSet();
        var added = wanted.Where(notice => !stored.Contains(notice.Key)).Select(notice => new NoticeRow(notice, default));
        return added.Concat(known.Where(row => row.Notice.IsDue(now)))
            .Select(row => row.Notice.IsOpen ? row.Become(row.Notice.Lease(now + NoticeRetry.Lease)) : row);
    }

    private static IEnumerable<Notice> Others(List<NoticeRow> owned, IReadOnlyList<NoticeRow> known, DateTimeOffset now)
    {
        var mine = owned.Select(row => row.Notice.Key).ToHashSet();
        return known.Select(row => row.Notice).Where(notice => notice.IsOpen && !notice.IsDue(now) && !mine.Contains(notice.Key));
    }

    private static List<NoticeRow> StillAllowed(IReadOnlyList<NoticeRow> outcomes, List<NoticeRow> known)
    {
        var stored = known.ToDictionary(row => row.Notice.Key);
        return [.. outcomes.Where(row => stored.TryGetValue(row.Notice.Key, out var found) && NoticeLifecycle.Allows(found.Notice, row.Notice))
            .Select(row => stored[row.Notice.Key].Become(row.Notice))];
    }

    private static bool IsConflict(RequestFailedException fault) => fault.Status is 409 or 412;

    private static string? Query(NoticeFilter filter)
    {
        var parts = new List<string>();
        if (filter is { StationId: { } station, NominalDate: { } date })
            parts.Add(PagesTable.Prefix(station, $"{NoticeRound.Day(date)}|{filter.Kind}|"));
        else if (filter.StationId is not null) parts.Add(TableClient.CreateQueryFilter($"PartitionKey eq {filter.StationId}"));
        if (filter.Status is { } status) parts.Add(TableClient.CreateQueryFilter($"Status eq {Json.Name(status)}"));
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }
}
