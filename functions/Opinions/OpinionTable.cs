using Azure;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Opinions with their journal, pending rows and first results. Partition <c>{stationId}</c>, rows as in <see cref="OpinionKeys"/>.
/// Every change is one transaction: the opinion, its journal entry and, where something must follow, a pending row.
/// </summary>
public sealed class OpinionTable(TableServiceClient service)
{
    public const string TableName = "Opinions";

    private readonly TableClient table = service.GetTableClient(TableName);
    private readonly GroupCommitTable arrivals = new(service.GetTableClient(TableName));

    /// <summary>
    /// Stores what came in. The same message again changes nothing and gives the opinion as it is by now.
    /// One storage call or, in a rush, a share of one; a repeat takes one more.
    /// </summary>
    public async Task<AddedOpinion> AddAsync(OpinionDraft draft, DateTimeOffset now, DateOnly dueOn, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var number = OpinionNumber.Of(Identifier.Read<StationId>(draft.StationId), StationClock.DateOf(now), draft.SourceKey, attempt);
            var opinion = OpinionIntake.Receive(draft, number, now, dueOn);
            if (await TryAddAsync(opinion, draft.Actor, number.Code, cancel) is { } tag) return new(opinion, tag, true);
            if (await FindAsync(number, cancel) is { } there && there.Opinion.SourceKey == draft.SourceKey) return new(there.Opinion, there.Tag, false);
        }
    }

    /// <summary>The opinion and its entity tag, or null; one storage call.</summary>
    public async Task<(Opinion Opinion, ETag Tag)?> FindAsync(OpinionNumber number, CancellationToken cancel) =>
        await table.FindAsync(number.StationId, OpinionKeys.Opinion(number.Code), cancel) is { } row ? (OpinionRow.Read(row), row.ETag) : null;

    /// <summary>
    /// Saves a move. Refused when somebody else changed the opinion after <paramref name="tag"/> was read. With
    /// <paramref name="resultKey"/> the result is kept under it; when that key was used before, the first result is given.
    /// With a <paramref name="target"/> the same holds for it: two opinions cannot be merged into each other at once.
    /// </summary>
    public async Task<Outcome<Opinion>> MoveAsync(
        Opinion after, JournalEntry entry, ETag tag, string? resultKey, MergeTarget? target, CancellationToken cancel)
    {
        OpinionNumber.TryParse(after.Number, out var number);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, OpinionRow.Write(after, number.Code), tag),
            new(TableTransactionActionType.Add, JournalRow.Write(entry, after, number.Code)),
        ];
        if (resultKey is not null) actions.Add(new(TableTransactionActionType.Add, OpinionRow.Write(after, number.Code, OpinionKeys.Result(resultKey))));
        // Changes nothing of the target; its entity tag is what counts.
        if (target is not null)
            actions.Add(new(TableTransactionActionType.UpdateMerge, new TableEntity(number.StationId, OpinionKeys.Opinion(target.Number.Code)), target.Tag));
        try
        {
            await table.SubmitTransactionAsync(actions, cancel);
            return after;
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 412 or 409)
        {
            if (resultKey is not null && await FirstResultAsync(number.StationId, resultKey, cancel) is { } first) return first;
            return await IsWrittenAsync(entry, after, number.Code, cancel) ? after : Refusals.WriteConflict;
        }
    }

    /// <summary>What an Idempotency-Key led to the first time, or null; one storage call.</summary>
    public async Task<Opinion?> FirstResultAsync(string stationId, string resultKey, CancellationToken cancel) =>
        await table.FindAsync(stationId, OpinionKeys.Result(resultKey), cancel) is { } row ? OpinionRow.Read(row) : null;

    /// <summary>One page of a station's opinions, in the order of their codes.</summary>
    public Task<Listing<Opinion>> PageAsync(string stationId, OpinionStatus? status, Quarter? received, PageRequest page, CancellationToken cancel)
    {
        var filter = PagesTable.Prefix(stationId, OpinionKeys.Opinions);
        if (status is { } wanted) filter += TableClient.CreateQueryFilter($" and Status eq {wanted.ToString()}");
        if (received is { } quarter) filter += TableClient.CreateQueryFilter($" and ReceivedAt ge {quarter.Start} and ReceivedAt lt {quarter.End}");
        return table.PageAsync(filter, page, OpinionRow.Read, cancel);
    }

    /// <summary>A station's journal between two instants, oldest first; one storage call for each 1,000 entries.</summary>
    public Task<List<JournalEntry>> JournalAsync(string stationId, DateTimeOffset from, DateTimeOffset before, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Range(stationId, OpinionKeys.JournalFrom(from), OpinionKeys.JournalFrom(before)), JournalRow.Read, cancel);

    /// <summary>One opinion's journal, oldest first.</summary>
    public Task<List<JournalEntry>> HistoryAsync(Opinion opinion, CancellationToken cancel) =>
        table.AllAsync(
            PagesTable.Range(opinion.StationId, OpinionKeys.JournalFrom(opinion.ReceivedAt), "k") + TableClient.CreateQueryFilter($" and Number eq {opinion.Number}"),
            JournalRow.Read, cancel);

    /// <summary>How many of a station's opinions were open at an instant.</summary>
    public async Task<int> CountOpenAtAsync(string stationId, DateTimeOffset instant, CancellationToken cancel)
    {
        var open = PagesTable.Prefix(stationId, OpinionKeys.Opinions) + TableClient.CreateQueryFilter($" and ReceivedAt lt {instant} and EndedAt ge {instant}");
        return (await table.AllAsync(open, row => row.RowKey, cancel, ["RowKey"])).Count;
    }

    /// <summary>What must still follow the arrival of a station's opinions: at most 1,000, one storage call.</summary>
    public async Task<IReadOnlyList<PendingOpinion>> PendingAsync(string stationId, CancellationToken cancel) =>
        (await table.PageAsync(PagesTable.Prefix(stationId, OpinionKeys.Pending), new PageRequest(1000, null), PendingRow.Read, cancel)).Items;

    /// <summary>Removes pending rows whose work is done: one storage call for each station and 100. Rows another worker removed first are no fault.</summary>
    public async Task SettleAsync(IReadOnlyList<PendingOpinion> done, CancellationToken cancel)
    {
        foreach (var station in done.Select(PendingRow.Delete).DistinctBy(row => (row.Entity.PartitionKey, row.Entity.RowKey)).GroupBy(row => row.Entity.PartitionKey))
            foreach (var batch in station.Chunk(100)) await SettleAsync(batch, cancel);
    }

    private async Task SettleAsync(TableTransactionAction[] rows, CancellationToken cancel)
    {
        try
        {
            await table.SubmitTransactionAsync(rows, cancel);
        }
        catch (TableTransactionFailedException fault) when (fault.Status == 404)
        {
            // One missing row fails the whole batch.
            foreach (var row in rows) await table.DeleteEntityAsync(row.Entity.PartitionKey, row.Entity.RowKey, ETag.All, cancel);
        }
    }

    /// <summary>True when it was this very call that wrote the entry: a repeat inside the client, after an answer was lost, meets its own rows.</summary>
    private async Task<bool> IsWrittenAsync(JournalEntry entry, Opinion after, string code, CancellationToken cancel) =>
        await table.FindAsync(after.StationId, OpinionKeys.Journal(entry.At, code, after.Moves), cancel) is { } row && JournalRow.Read(row) == entry;

    private Task<ETag?> TryAddAsync(Opinion opinion, string actor, string code, CancellationToken cancel)
    {
        List<TableEntity> rows = [OpinionRow.Write(opinion, code), JournalRow.Received(opinion, actor, code)];
        if (opinion.SenderKey is not null) rows.Add(PendingRow.Write(opinion, code));
        return arrivals.TryAddAsync(rows, cancel);
    }
}
