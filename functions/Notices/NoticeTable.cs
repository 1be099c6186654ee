using Azure;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>The notices of all stations: who was told of what, how far ahead, and what became of it.</summary>
public sealed class NoticeTable(TableServiceClient tables)
{
    // Partition: {stationId}. A station has some 42 notices a quarter.
    // Row: {nominal date yyyyMMdd}|{kind}|{D7, D1, D0}|{representativeId}. A quarter of a station is one range.
    public const string Name = "Notices";

    // An entity-group transaction takes 100 rows.
    private const int MostRows = 100;

    // Each conflict means that another worker got further, so a few rounds settle any race.
    private const int MostConflicts = 5;

    private readonly TableClient table = tables.GetTableClient(Name);

    /// <summary>A notice as it is stored, with the version that a write must find unchanged.</summary>
    public sealed record Stored(Notice Notice, ETag Tag)
    {
        /// <summary>The notice with what has become of it, to be recorded over this version.</summary>
        public Stored Become(Notice next) => this with { Notice = next };
    }

    /// <summary>
    /// Makes the notices of a round this worker's own for <see cref="NoticeRetry.Lease"/> and returns those it may send:
    /// the new ones, and the stored ones that are due. One storage call when none is stored yet.
    /// </summary>
    /// <param name="round">The round all of them belong to.</param>
    /// <param name="wanted">The notices as they are to be when they are new.</param>
    /// <param name="known">What is stored, when it has just been read; else null.</param>
    /// <param name="now">The instant that decides what is due.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    /// <exception cref="RequestFailedException">The storage is away, or others won every race.</exception>
    public async Task<IReadOnlyList<Stored>> ClaimAsync(
        NoticeRound round, IReadOnlyList<Notice> wanted, IReadOnlyList<Stored>? known, DateTimeOffset now, CancellationToken cancel)
    {
        var owned = new List<Stored>();
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                foreach (var chunk in Claims(wanted, known ?? [], now).Chunk(MostRows)) owned.AddRange(await SubmitAsync(chunk, cancel));
                return owned;
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
    public async Task RecordAsync(NoticeRound round, IReadOnlyList<Stored> outcomes, CancellationToken cancel)
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
    public Task<List<Stored>> RoundAsync(NoticeRound round, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Prefix(round.StationId, Row(round)), Store, cancel);

    /// <summary>The notices of a station about occasions whose date by rule lies in the quarter; one storage call for each 1,000.</summary>
    public Task<List<Notice>> QuarterAsync(string stationId, Quarter quarter, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Range(stationId, NoticeRound.Day(quarter.First), NoticeRound.Day(quarter.Next.First)), Read, cancel);

    /// <summary>The notice a channel's report is about, or null; one storage call over the occasions between the two dates.</summary>
    public async Task<Stored?> FindSentAsync(string stationId, DateOnly from, DateOnly to, string recipientId, long messageId, CancellationToken cancel)
    {
        var range = PagesTable.Range(stationId, NoticeRound.Day(from), NoticeRound.Day(to.AddDays(1)));
        var found = await table.AllAsync($"{range} and {TableClient.CreateQueryFilter($"MessageId eq {messageId}")}", Store, cancel);
        return found.Find(stored => stored.Notice.RecipientId == recipientId);
    }

    /// <summary>One page of what the filter asks for. Without a station it goes through all of them, page by page.</summary>
    public Task<Listing<Notice>> PageAsync(NoticeFilter filter, PageRequest page, CancellationToken cancel) =>
        table.PageAsync(Query(filter), page, Read, cancel);

    private async Task<IEnumerable<Stored>> SubmitAsync(IReadOnlyList<Stored> rows, CancellationToken cancel)
    {
        var answers = await table.SubmitTransactionAsync(rows.Select(Write), cancel);
        return rows.Zip(answers.Value, (row, answer) => row with { Tag = answer.Headers.ETag ?? default }).ToList();
    }

    private static TableTransactionAction Write(Stored row) => row.Tag == default
        ? new TableTransactionAction(TableTransactionActionType.Add, Entity(row.Notice))
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, Entity(row.Notice), row.Tag);

    private static IEnumerable<Stored> Claims(IReadOnlyList<Notice> wanted, IReadOnlyList<Stored> known, DateTimeOffset now)
    {
        var stored = known.Select(row => row.Notice.Key).ToHashSet();
        var added = wanted.Where(notice => !stored.Contains(notice.Key)).Select(notice => new Stored(notice, default));
        return added.Concat(known.Where(row => row.Notice.IsDue(now))).Select(row => row.Notice.IsOpen ? row.Become(row.Notice.Lease(now + NoticeRetry.Lease)) : row);
    }

    private static List<Stored> StillAllowed(IReadOnlyList<Stored> outcomes, List<Stored> known)
    {
        var stored = known.ToDictionary(row => row.Notice.Key);
        return [.. outcomes.Where(row => stored.TryGetValue(row.Notice.Key, out var found) && NoticeLifecycle.Allows(found.Notice, row.Notice))
            .Select(row => stored[row.Notice.Key].Become(row.Notice))];
    }

    private static bool IsConflict(RequestFailedException fault) => fault.Status is 409 or 412;

    private static string Row(NoticeRound round) => $"{NoticeRound.Day(round.NominalDate)}|{round.Kind}|{round.Ahead}|";

    private static string? Query(NoticeFilter filter)
    {
        var parts = new List<string>();
        if (filter is { StationId: { } station, NominalDate: { } date }) parts.Add(PagesTable.Prefix(station, $"{NoticeRound.Day(date)}|{filter.Kind}|"));
        else if (filter.StationId is not null) parts.Add(TableClient.CreateQueryFilter($"PartitionKey eq {filter.StationId}"));
        if (filter.Status is { } status) parts.Add(TableClient.CreateQueryFilter($"Status eq {NoticeFilter.Name(status)}"));
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    private static TableEntity Entity(Notice notice)
    {
        var entity = new TableEntity(notice.StationId, Row(notice.Key.Round) + notice.RecipientId)
        {
            ["Status"] = NoticeFilter.Name(notice.Status),
            ["Attempts"] = notice.Attempts,
            ["PlannedAt"] = notice.PlannedAt,
        };
        if (notice.NextAt is { } next) entity["NextAt"] = next;
        if (notice.SentAt is { } sent) entity["SentAt"] = sent;
        if (notice.MessageId is { } message) entity["MessageId"] = message;
        if (notice.Failure is { } failure) (entity["FailureCode"], entity["FailureReason"]) = (failure.Code, failure.Reason);
        return entity;
    }

    private static Stored Store(TableEntity row) => new(Read(row), row.ETag);

    private static Notice Read(TableEntity row)
    {
        var parts = row.RowKey.Split('|');
        var key = new NoticeKey(NoticeRound.Parse(row.PartitionKey, parts[0], parts[1], parts[2]), parts[3]);
        return new Notice(key, Enum.Parse<NoticeStatus>(row.GetString("Status"), ignoreCase: true), Local(row, "PlannedAt")!.Value)
        {
            Attempts = row.GetInt32("Attempts") ?? 0,
            NextAt = Local(row, "NextAt"),
            SentAt = Local(row, "SentAt"),
            MessageId = row.GetInt64("MessageId"),
            Failure = row.GetString("FailureCode") is { } code ? new NoticeFailure(code, row.GetString("FailureReason")) : null,
        };
    }

    private static DateTimeOffset? Local(TableEntity row, string property) => row.GetDateTimeOffset(property)?.ToOffset(StationClock.Offset);
}
