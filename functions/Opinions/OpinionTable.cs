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

    private static readonly string[] ReceiptColumns = ["PartitionKey", "RowKey", "Channel", "CountedCategory", "RepresentativeId"];

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

    /// <summary>The opinion a message became at the station, or null; one storage call.</summary>
    public async Task<Opinion?> FindBySourceAsync(StationId station, DateOnly day, string sourceKey, CancellationToken cancel)
    {
        for (var attempt = 0; attempt <= MostAttempts; attempt++)
        {
            var there = await FindAsync(OpinionNumber.Of(station, day, sourceKey, attempt), cancel);
            if (there is null || there.SourceKey == sourceKey) return there;
        }
        return null;
    }

    /// <summary>
    /// Makes a change of the opinion in one transaction: <paramref name="decide"/> says from what is stored, and from other
    /// opinions of the station that it asks for, what becomes of which. Everything that was looked at must still be so, or it is
    /// <see cref="Refusals.WriteConflict"/>. With a key the result is kept under it; when that key was used before, the first
    /// result is given.
    /// </summary>
    /// <param name="number">The opinion.</param>
    /// <param name="decide">What becomes of it, first, and of others; nothing when all stays as it is.</param>
    /// <param name="repeat">The caller's key, or null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<Tagged<Opinion>>> ChangeAsync(
        OpinionNumber number, Func<Opinion, ReadOpinion, Task<Outcome<IReadOnlyList<OpinionChange>>>> decide, Repeat? repeat, CancellationToken cancel)
    {
        if (await FirstResultAsync(number.StationId, repeat, cancel) is { } first) return first;
        var seen = new Dictionary<OpinionNumber, ETag>();
        if (await ReadAsync(number) is not { } opinion) return OpinionRefusals.OpinionNotFound;
        if ((await decide(opinion, ReadAsync)).Refused(out var refusal, out var changes)) return refusal;
        if (changes is not [var main, ..]) return Tagged(opinion);
        var written = changes.ToDictionary(change => change.After.Number);
        List<TableTransactionAction> actions = [.. seen.Select(row => Replace(row.Key, written.GetValueOrDefault(row.Key), row.Value))];
        actions.AddRange(changes.Where(change => change.Entry is not null).Select(change => Add(JournalRow.Write(change.Entry!, change.After.Version))));
        if (repeat is not null) actions.Add(Add(WriteRepeat(main.After, repeat)));
        try
        {
            await table.SubmitTransactionAsync(actions, cancel);
            return Tagged(main.After);
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 412 or 409)
        {
            if (await FirstResultAsync(number.StationId, repeat, cancel) is { } theirs) return theirs;
            return await IsWrittenAsync(main.Entry!, main.After.Version, cancel) ? Tagged(main.After) : Refusals.WriteConflict;
        }

        async Task<Opinion?> ReadAsync(OpinionNumber one)
        {
            if (await FindRowAsync(one, cancel) is not var (found, tag)) return null;
            seen[one] = tag;
            return found;
        }
    }

    /// <summary>Notes that the answer or refusal has been read, unless it has become another meanwhile. Two storage calls, once.</summary>
    public async Task NoteReadAsync(Opinion opinion, CancellationToken cancel)
    {
        if (opinion.IsRead || await FindRowAsync(opinion.Number, cancel) is not var (now, tag)) return;
        if (now.IsRead || now.Reply != opinion.Reply || now.RejectReason != opinion.RejectReason) return;
        try
        {
            await table.UpdateEntityAsync(
                new TableEntity(opinion.StationId, OpinionKeys.Opinion(opinion.Number)) { ["IsRead"] = true }, tag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
        }
    }

    /// <summary>What a merged opinion goes on in, through however many merges; the opinion itself when it is not merged, null when the way ends nowhere.</summary>
    public async Task<Opinion?> RootAsync(Opinion opinion, CancellationToken cancel) =>
        (await PathAsync(opinion, number => FindAsync(number, cancel))) is { } path ? path.LastOrDefault(opinion) : null;

    /// <summary>
    /// All that a merged opinion goes on in, the nearest first; null when somebody changes the way meanwhile, so that it leads in a
    /// circle or nowhere.
    /// </summary>
    internal static async Task<List<Opinion>?> PathAsync(Opinion opinion, ReadOpinion read)
    {
        var path = new List<Opinion>();
        for (var into = opinion.MergedInto; into is { } next; into = path[^1].MergedInto)
        {
            if (next == opinion.Number || path.Exists(one => one.Number == next) || await read(next) is not { } found) return null;
            path.Add(found);
        }

        return path;
    }

    /// <summary>
    /// The station's part of a page: its first opinions behind where the page before stopped, one more than the page takes when
    /// there are more, in no order. Of the newest first days stand in the order of their keys and are sorted within, so the whole
    /// of the last day is read; of the most urgent first all that the filter leaves. One storage call for each 1,000 rows found.
    /// </summary>
    public async Task<List<Opinion>> ListAsync(StationId station, OpinionFilter filter, OpinionSort sort, PageRequest page, CancellationToken cancel)
    {
        var (byDay, start) = (sort == OpinionSort.Received, page.Continuation);
        var last = Earlier(byDay && start is not null ? OpinionOrder.Day(start) : null, filter.Received?.Last ?? OpinionKeys.LastDay);
        var query = Days(station, filter.Received?.First ?? OpinionKeys.FirstDay, last) + Narrowed(filter);
        var found = new List<Opinion>();
        await foreach (var row in table.QueryAsync<TableEntity>(query, byDay ? Math.Min(page.Top + 1, 1000) : null, null, cancel))
        {
            var opinion = OpinionRow.Read(row);
            if (byDay && found.Count > page.Top && found[^1].Number.Day != opinion.Number.Day) break;
            if (filter.HasText(opinion) && (start is null || string.CompareOrdinal(OpinionOrder.Key(sort, opinion), start) > 0)) found.Add(opinion);
        }

        return found;
    }

    /// <summary>Whether the station ever had an opinion; one storage call.</summary>
    public Task<bool> AnyOfStationAsync(StationId station, CancellationToken cancel) =>
        table.AnyAsync(TableClient.CreateQueryFilter($"PartitionKey eq {station.ToString()}"), cancel);

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
        return (await table.AllAsync(open, OpinionRow.ReadAway, cancel, ["RowKey", "Away"])).Count(away => !away.Any(absence => absence.Covers(midnight)));
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

    private static string Narrowed(OpinionFilter filter)
    {
        var query = "";
        if (filter.Status is { } status) query += TableClient.CreateQueryFilter($" and Status eq {Json.Name(status)}");
        if (filter.Category is { } category) query += TableClient.CreateQueryFilter($" and Category eq {category}");
        if (filter.RepresentativeId is { } person) query += TableClient.CreateQueryFilter($" and RepresentativeId eq {person.ToString()}");
        if (filter.DueFrom is { } from) query += TableClient.CreateQueryFilter($" and DueOn ge {OpinionRow.Text(from)}");
        if (filter.DueTo is { } to) query += TableClient.CreateQueryFilter($" and DueOn le {OpinionRow.Text(to)}");
        return query;
    }

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one < other ? one.Value : other;

    // What was looked at and is not changed is touched: its entity tag is what counts.
    private static TableTransactionAction Replace(OpinionNumber number, OpinionChange? change, ETag seen) => change is null
        ? new(TableTransactionActionType.UpdateMerge, new TableEntity(number.StationId, OpinionKeys.Opinion(number)), seen)
        : new(TableTransactionActionType.UpdateReplace, OpinionRow.Write(change.After), seen);

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableEntity WriteRepeat(Opinion result, Repeat repeat) =>
        RepeatRow.Write(OpinionRow.Write(result).Set("Number", result.Number.ToString()), result.StationId, OpinionKeys.Repeat(repeat), repeat);

    private static Tagged<Opinion> Tagged(Opinion opinion) => new(opinion, opinion.Tag);

    private static Receipt ReadReceipt(TableEntity row) => new(
        OpinionKeys.NumberOf(row.PartitionKey, row.RowKey), row.GetString("Channel"), row.GetString("CountedCategory"),
        row.GetString("RepresentativeId") is { } person ? Identifier.Read<PersonId>(person) : null);
}

/// <summary>Reads another opinion of the same station within a change; null when there is none.</summary>
public delegate Task<Opinion?> ReadOpinion(OpinionNumber number);
