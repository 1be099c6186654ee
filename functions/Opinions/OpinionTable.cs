using Azure;
using Azure.Data.Tables;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Opinions and their journal. Partition <c>{stationId}</c>. Rows <c>o|{day counted down}|{code}</c> (an opinion),
/// <c>j|{instant}|{code}|{version}</c> (journal, in the order of time), <c>k|{hash}</c> (what an Idempotency-Key led to). An intake
/// is one row by one call; every later change is one transaction of the opinion and its journal entry.
/// </summary>
public sealed class OpinionTable(TableServiceClient service)
{
    public const string TableName = "Opinions";

    // A code of 35 bits: two chance collisions in a row will not happen, a fault that looks like one may.
    private const int MostAttempts = 5;

    private static readonly string[] ReceiptColumns = ["PartitionKey", "RowKey", "Channel", "IntakeCategory", "RepresentativeId"];

    private readonly TableClient table = service.GetTableClient(TableName);

    /// <summary>
    /// Stores what came in, under the first number that is free. The same message again changes nothing and gives the opinion
    /// as it is by now. One storage call; a repeat takes one or two more.
    /// </summary>
    /// <param name="receive">The opinion under its first, second, … number.</param>
    /// <param name="repeat">The caller's key, kept beside the opinion in one transaction; null for a message that is its own.</param>
    /// <param name="cancel">Stops waiting; the opinion may or may not be stored then.</param>
    /// <exception cref="RequestFailedException">Storage is away, or no number was free.</exception>
    public async Task<Outcome<Tagged<Opinion>>> AddAsync(Func<int, Opinion> receive, Repeat? repeat, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var opinion = receive(attempt);
            try
            {
                if (repeat is null) await table.AddEntityAsync(OpinionRow.Write(opinion), cancel);
                else await table.SubmitTransactionAsync([Add(OpinionRow.Write(opinion)), Add(WriteRepeat(opinion, repeat))], cancel);
                return new Tagged<Opinion>(opinion, opinion.Tag, IsNew: true);
            }
            catch (RequestFailedException fault) when (fault.Status == 409 && attempt < MostAttempts)
            {
                if (await FirstResultAsync(opinion.StationId, repeat, cancel) is { } first) return first;
                if (await FindAsync(opinion.Number, cancel) is { } there && there.SourceKey == opinion.SourceKey) return Tagged(there);
            }
        }
    }

    /// <summary>The opinion, or null; one storage call.</summary>
    public async Task<Opinion?> FindAsync(OpinionNumber number, CancellationToken cancel) => (await FindRowAsync(number, cancel))?.Opinion;

    /// <summary>
    /// Makes a change of the opinion: <paramref name="change"/> says from what is stored what it becomes and what the journal
    /// says of it. With a key the result is kept under it; when that key was used before, the first result is given. With a
    /// merge the target must stay as it was looked at: two opinions cannot be merged into each other at once.
    /// </summary>
    public async Task<Outcome<Tagged<Opinion>>> ChangeAsync(
        OpinionNumber number, Func<Opinion, Opinion?, Outcome<(Opinion After, JournalEntry Entry)>> change, OpinionNumber? target, Repeat? repeat, CancellationToken cancel)
    {
        if (await FirstResultAsync(number.StationId, repeat, cancel) is { } first) return first;
        if (await FindRowAsync(number, cancel) is not { } found) return OpinionRefusals.OpinionNotFound;
        var other = target is { } into ? await FindRowAsync(into, cancel) : null;
        if (change(found.Opinion, other?.Opinion).Refused(out var refusal, out var made)) return refusal;
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, OpinionRow.Write(made.After), found.Tag),
            Add(JournalRow.Write(made.Entry, made.After.Version)),
        ];
        if (repeat is not null) actions.Add(Add(WriteRepeat(made.After, repeat)));
        // Changes nothing of the target; its entity tag is what counts.
        if (other is { } seen)
            actions.Add(new(TableTransactionActionType.UpdateMerge, new TableEntity(number.StationId, OpinionKeys.Opinion(seen.Opinion.Number)), seen.Tag));
        try
        {
            await table.SubmitTransactionAsync(actions, cancel);
            return Tagged(made.After);
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 412 or 409)
        {
            if (await FirstResultAsync(number.StationId, repeat, cancel) is { } theirs) return theirs;
            return await IsWrittenAsync(made.Entry, made.After.Version, cancel) ? Tagged(made.After) : Refusals.WriteConflict;
        }
    }

    /// <summary>
    /// One page of a station's opinions, newest first. Days stand in the order of their keys and are sorted within, so a page
    /// reads the whole of its last day: one storage call for each 1,000 rows looked at.
    /// </summary>
    public async Task<Outcome<Listing<Opinion>>> PageAsync(StationId station, OpinionStatus? status, Quarter? received, PageRequest page, CancellationToken cancel)
    {
        OpinionPlace? start = null;
        if (page.Continuation is { } token && !OpinionPlace.TryParse(token, out start)) return PageRequest.ContinuationInvalid;
        var filter = Days(station, received?.First ?? OpinionKeys.FirstDay, Earlier(start?.Day, received?.Last ?? OpinionKeys.LastDay));
        if (status is { } wanted) filter += TableClient.CreateQueryFilter($" and Status eq {Json.Name(wanted)}");
        var found = new List<Opinion>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(page.Top + 1, 1000), null, cancel))
        {
            var opinion = OpinionRow.Read(row);
            if (found.Count > page.Top && found[^1].Number.Day != opinion.Number.Day) break;
            if (start is null || OpinionPlace.Of(opinion).IsAfter(start)) found.Add(opinion);
        }

        return OpinionPlace.Cut(found, page.Top);
    }

    /// <summary>What came in by a number of the quarter; one storage call for each 1,000.</summary>
    public Task<List<Receipt>> ReceivedAsync(StationId station, Quarter quarter, CancellationToken cancel) =>
        table.AllAsync(Days(station, quarter.First, quarter.Last), ReadReceipt, cancel, ReceiptColumns);

    /// <summary>A station's journal between two instants, oldest first; one storage call for each 1,000 entries.</summary>
    public Task<List<JournalEntry>> JournalAsync(StationId station, DateTimeOffset from, DateTimeOffset before, CancellationToken cancel) =>
        table.AllAsync(PagesTable.Range(station, OpinionKeys.JournalFrom(from), OpinionKeys.JournalFrom(before)), JournalRow.Read, cancel, JournalRow.Moves);

    /// <summary>One opinion's life, oldest first: how it came, as its row tells, and its journal.</summary>
    public async Task<IReadOnlyList<JournalEntry>> HistoryAsync(Opinion opinion, CancellationToken cancel)
    {
        // What was sent by a clock that is ahead may have been answered before it was sent.
        var from = OpinionKeys.JournalFrom(opinion.ReceivedAt.AddHours(-1));
        var own = PagesTable.Range(opinion.StationId, from, "k") + TableClient.CreateQueryFilter($" and Number eq {opinion.Number.ToString()}");
        return [JournalEntry.Received(opinion), .. await table.AllAsync(own, JournalRow.Read, cancel)];
    }

    /// <summary>How many of a station's opinions that came before a midnight in Asia/Shanghai had not ended then.</summary>
    public async Task<int> CountOpenAtAsync(StationId station, DateTimeOffset midnight, CancellationToken cancel)
    {
        var open = Days(station, OpinionKeys.FirstDay, StationClock.DateOf(midnight).AddDays(-1)) + TableClient.CreateQueryFilter($" and EndedAt ge {midnight}");
        return (await table.AllAsync(open, row => row.RowKey, cancel, ["RowKey"])).Count;
    }

    /// <summary>What a sender handed in at a station from a day on, newest day first.</summary>
    public Task<List<Opinion>> OfSenderAsync(StationId station, string senderKey, DateOnly from, CancellationToken cancel) =>
        table.AllAsync(Days(station, from, OpinionKeys.LastDay) + TableClient.CreateQueryFilter($" and SenderKey eq {senderKey}"), OpinionRow.Read, cancel);

    private async Task<(Opinion Opinion, ETag Tag)?> FindRowAsync(OpinionNumber number, CancellationToken cancel) =>
        await table.FindAsync(number.StationId, OpinionKeys.Opinion(number), cancel) is { } row ? (OpinionRow.Read(row), row.ETag) : null;

    private Task<Outcome<Tagged<Opinion>>?> FirstResultAsync(StationId station, Repeat? repeat, CancellationToken cancel) =>
        RepeatTable.FirstAsync(table, station, OpinionKeys.Repeat(repeat), repeat, row => Tagged(OpinionRow.Read(row, Identifier.Read<OpinionNumber>(row.GetString("Number")))), cancel);

    /// <summary>True when it was this very call that wrote the entry: a repeat inside the client, after an answer was lost, meets its own rows.</summary>
    private async Task<bool> IsWrittenAsync(JournalEntry entry, int version, CancellationToken cancel) =>
        await table.FindAsync(entry.Number.StationId, OpinionKeys.Journal(entry.At, entry.Number, version), cancel) is { } row && JournalRow.Read(row) == entry;

    private static string Days(StationId station, DateOnly first, DateOnly last)
    {
        var (from, before) = OpinionKeys.Days(first, last);
        return PagesTable.Range(station, from, before);
    }

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one < other ? one.Value : other;

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableEntity WriteRepeat(Opinion result, Repeat repeat) =>
        RepeatRow.Write(OpinionRow.Write(result).Set("Number", result.Number.ToString()), result.StationId, OpinionKeys.Repeat(repeat), repeat);

    private static Tagged<Opinion> Tagged(Opinion opinion) => new(opinion, opinion.Tag);

    private static Receipt ReadReceipt(TableEntity row) => new(
        OpinionKeys.NumberOf(row.PartitionKey, row.RowKey), row.GetString("Channel"), row.GetString("IntakeCategory"),
        row.GetString("RepresentativeId") is { } person ? Identifier.Read<PersonId>(person) : null);
}
