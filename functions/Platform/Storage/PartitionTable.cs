using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform;

/// <summary>One writer's turn at a <see cref="PartitionTable"/>.</summary>
/// <param name="Gate">The gate's entity tag when it was read; null when nobody has written yet.</param>
/// <param name="IsRepeated">True when a turn before was lost to another writer, or its answer was.</param>
internal sealed record Turn(ETag? Gate, bool IsRepeated);

/// <summary>
/// A partition whose writes come one after another, and are whole whatever their size. Rows <c>~g</c> (the gate) and
/// <c>~i|{plan}|{number D4}</c> (what a large write is to do) stand beside the slice's own, whose keys begin before <c>~</c> and
/// whose values are texts.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="partition">The partition.</param>
/// <remarks>
/// Every write is a transaction that also writes the gate under the tag at which the writer read it, so whatever a writer read
/// after the gate is still so when the write is made: of two at once one takes another turn, and what must be unlike among
/// rows, such as who heads a station, is looked at and needs no lock. A write of up to 99 rows is that one transaction. A larger
/// one is first stored beside, as rows that nobody reads, and becomes law with the one row that names it in the gate: a crash
/// before it has changed nothing, and after it whoever comes to the gate next, or the heartbeat, does what is left. Each part
/// is done in the transaction that removes it, so never twice. Undoing would need the same rows and end in a refusal that nobody
/// is there to read. Readers see the parts within the second or two that they take.
/// </remarks>
internal sealed class PartitionTable(TableClient table, string partition)
{
    /// <summary>The slice's own rows have keys before this.</summary>
    public const string Own = "~";

    private const string Gate = "~g";
    private const string Parts = "~i|";

    // A transaction takes 100; one is the gate's or the part's.
    private const int MostRows = 99;

    // A text property holds 32,768 characters; a transaction 4 MiB, in which a Chinese character takes six bytes.
    private const int MostLetters = 30_000;
    private const int PartsAtOnce = 15;

    // Each lost turn is another writer's success.
    private const int MostTurns = 64;

    /// <summary>
    /// Lets the writer try until nobody was faster: <paramref name="write"/> reads, decides and writes with
    /// <see cref="WriteAsync"/>; null asks for another turn. <see cref="Refusals.WriteConflict"/> when others won every race.
    /// One storage call more than the writer's own.
    /// </summary>
    public async Task<Outcome<T>> TakeTurnsAsync<T>(Func<Turn, Task<Outcome<T>?>> write, CancellationToken cancel)
    {
        for (var turn = 0; turn < MostTurns; turn++)
            if (await write(new Turn(await EnterAsync(cancel), turn > 0)) is { } outcome) return outcome;
        return Refusals.WriteConflict;
    }

    /// <summary>
    /// Writes rows in place of what is there and removes others. Null when another writer came between: nothing is changed. Else
    /// the first row's new entity tag, as far as one transaction made it. Storage calls: 1; beyond 99 rows 3, and 1 more for
    /// each 99 rows and each 1,500.
    /// </summary>
    public async Task<ETag?> WriteAsync(Turn turn, IReadOnlyList<TableEntity> put, IReadOnlyList<string> gone, CancellationToken cancel)
    {
        var changes = Changes(put, gone);
        if (changes.Count == 0) return default(ETag);
        if (changes.Count > MostRows) return await PlanAsync(turn, changes, cancel) ? default(ETag) : null;
        try
        {
            return (await SubmitAsync(changes, GateAction(turn.Gate, []), cancel))[0].Headers.ETag ?? default(ETag);
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>
    /// Does what a crash has left of a large write that became law, and removes what one left before it did. Two storage calls when
    /// there is nothing.
    /// </summary>
    /// <param name="before">Parts stored since then may belong to a write on its way.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    public async Task FinishAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await EnterAsync(cancel);
        var left = await table.AllAsync(PagesTable.Prefix(partition, Parts), row => row, cancel, ["PartitionKey", "RowKey", "Timestamp"]);
        // Whoever named them in the gate since did or does them; a part is never younger than its plan's becoming law.
        foreach (var row in left.Where(row => row.Timestamp < before)) await RemoveOrphanAsync(row, cancel);
    }

    /// <summary>True when a stored row says what another would.</summary>
    public static bool Same(TableEntity stored, TableEntity wanted) => Texts(stored).ToHashSet().SetEquals(Texts(wanted));

    /// <summary>The gate's tag once no large write is under way.</summary>
    private async Task<ETag?> EnterAsync(CancellationToken cancel)
    {
        while (true)
        {
            var gate = await table.FindAsync(partition, Gate, cancel);
            if (gate?.GetString("Plan") is not { } plan) return gate?.ETag;
            await CompleteAsync(plan, gate.ETag, cancel);
        }
    }

    private async Task<bool> PlanAsync(Turn turn, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        var parts = Split(changes).ToArray();
        // Its own at every try: parts that are done must never stand there again under a name that became law.
        var plan = Guid.NewGuid().ToString("N");
        var rows = parts.Select((part, i) => new TableEntity(partition, $"{Parts}{plan}|{i:D4}") { ["Changes"] = part }).ToArray();
        foreach (var some in rows.Chunk(PartsAtOnce))
            await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancel);
        if (await DecreeAsync(turn, plan, cancel) is { } gate)
        {
            await CompleteAsync(plan, gate, cancel);
            return true;
        }

        foreach (var row in rows) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        return false;
    }

    /// <summary>The gate's tag once it names the plan; null when another writer was faster, and the plan can never become law.</summary>
    private async Task<ETag?> DecreeAsync(Turn turn, string plan, CancellationToken cancel)
    {
        try
        {
            var answers = await table.SubmitTransactionAsync([GateAction(turn.Gate, new() { ["Plan"] = plan })], cancel);
            return answers.Value[0].Headers.ETag;
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 409 or 412)
        {
            // This very call may have done it and lost its answer.
            var gate = await table.FindAsync(partition, Gate, cancel);
            return gate is not null && (gate.GetString("Plan") ?? gate.GetString("Done")) == plan ? gate.ETag : null;
        }
    }

    private async Task CompleteAsync(string plan, ETag gate, CancellationToken cancel)
    {
        foreach (var part in await table.AllAsync(PagesTable.Prefix(partition, $"{Parts}{plan}|"), row => row, cancel)) await DoAsync(part, cancel);
        try
        {
            await table.UpdateEntityAsync(new TableEntity(partition, Gate) { ["Done"] = plan }, gate, TableUpdateMode.Replace, cancel);
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            // Another was there first.
        }
    }

    private async Task DoAsync(TableEntity part, CancellationToken cancel)
    {
        try
        {
            var changes = JsonSerializer.Deserialize<RowChange[]>(part.GetString("Changes"), Json.Options)!;
            await SubmitAsync(changes, new(TableTransactionActionType.Delete, new TableEntity(part.PartitionKey, part.RowKey), ETag.All), cancel);
        }
        catch (TableTransactionFailedException fault) when (fault.Status == 404)
        {
            // Another has done it, or this very call and lost its answer.
        }
    }

    /// <summary>One transaction of the changes and one more action. What is to go and is not there is left out.</summary>
    /// <exception cref="TableTransactionFailedException">404 when it is the other action that finds nothing.</exception>
    private async Task<IReadOnlyList<Response>> SubmitAsync(IReadOnlyList<RowChange> changes, TableTransactionAction other, CancellationToken cancel)
    {
        try
        {
            return (await table.SubmitTransactionAsync([.. changes.Select(Action), other], cancel)).Value;
        }
        catch (TableTransactionFailedException fault) when (fault.Status == 404)
        {
            var there = new List<RowChange>();
            foreach (var change in changes)
                if (change.Texts is not null || await table.FindAsync(partition, change.Key, cancel) is not null) there.Add(change);
            if (there.Count == changes.Count) throw;
            return await SubmitAsync(there, other, cancel);
        }
    }

    private async Task RemoveOrphanAsync(TableEntity row, CancellationToken cancel)
    {
        var gate = await table.FindAsync(partition, Gate, cancel);
        if (gate?.GetString("Plan") is { } plan && row.RowKey.StartsWith($"{Parts}{plan}|", StringComparison.Ordinal)) return;
        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancel);
    }

    private TableTransactionAction GateAction(ETag? seen, Dictionary<string, string> says)
    {
        var gate = new TableEntity(partition, Gate);
        foreach (var (name, text) in says) gate[name] = text;
        return seen is { } tag ? new(TableTransactionActionType.UpdateReplace, gate, tag) : new(TableTransactionActionType.Add, gate);
    }

    private TableTransactionAction Action(RowChange change)
    {
        var row = new TableEntity(partition, change.Key);
        foreach (var (name, text) in change.Texts ?? []) row[name] = text;
        return change.Texts is null ? new(TableTransactionActionType.Delete, row, ETag.All) : new(TableTransactionActionType.UpsertReplace, row);
    }

    private static List<RowChange> Changes(IReadOnlyList<TableEntity> put, IReadOnlyList<string> gone) =>
        [.. put.Select(row => new RowChange(row.RowKey, Texts(row).ToDictionary())), .. gone.Select(key => new RowChange(key, null))];

    private static IEnumerable<string> Split(IReadOnlyList<RowChange> changes)
    {
        var (part, letters) = (new List<RowChange>(), 0);
        foreach (var change in changes)
        {
            var length = JsonSerializer.Serialize(change, Json.Options).Length + 1;
            if (part.Count == MostRows || letters + length > MostLetters)
            {
                yield return JsonSerializer.Serialize(part, Json.Options);
                (part, letters) = ([], 0);
            }

            part.Add(change);
            letters += length;
        }

        yield return JsonSerializer.Serialize(part, Json.Options);
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(TableEntity row) =>
        from name in row.Keys
        where name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")
        select KeyValuePair.Create(name, row.GetString(name));

    /// <summary>What becomes of a row.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Texts">What it says; null when it goes.</param>
    private sealed record RowChange(string Key, Dictionary<string, string>? Texts);
}
