using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// People who represent residents. Partition <c>p|{id}</c>, row <c>person</c>: the truth. Partition <c>s|{stationId}</c>, row
/// <c>{id}</c>: a copy of it, so that a station's people are one query. Partition <c>h|{stationId}</c>: see <see cref="HeadTable"/>.
/// </summary>
public sealed class RepresentativeTable
{
    public const string TableName = "Representatives";

    private const int MostConflicts = 8;

    private static readonly string Persons =
        TableClient.CreateQueryFilter($"PartitionKey ge {"p|"} and PartitionKey lt {"p}"} and RowKey eq {RepresentativeRow.Person}");

    private static readonly ParallelOptions Side = new() { MaxDegreeOfParallelism = 8 };

    private readonly TableClient table;
    private readonly HeadTable heads;

    public RepresentativeTable(TableServiceClient storage)
    {
        table = storage.GetTableClient(TableName);
        heads = new HeadTable(table);
    }

    /// <summary>The person and their entity tag, or null. One storage call.</summary>
    public async Task<(Representative Person, ETag Tag)?> FindAsync(PersonId id, CancellationToken cancel) =>
        await FindRowAsync(id, cancel) is { } row ? (RepresentativeRow.Read(row), row.ETag) : null;

    /// <summary>All people of a station, in the order of ids. One storage call for each 1,000 people.</summary>
    public Task<List<Representative>> OfStationAsync(StationId stationId, CancellationToken cancel) =>
        table.AllAsync(Partition(StationKey(stationId)), RepresentativeRow.Read, cancel);

    /// <summary>Whether anybody belongs to the station; one storage call.</summary>
    public Task<bool> AnyOfStationAsync(StationId stationId, CancellationToken cancel) => table.AnyAsync(Partition(StationKey(stationId)), cancel);

    /// <summary>The names of a station's people by id, and nothing else of them. One storage call for each 1,000 people.</summary>
    public async Task<Dictionary<PersonId, string>> NamesAsync(StationId stationId, CancellationToken cancel) =>
        (await table.AllAsync(Partition(StationKey(stationId)), row => (Id: Identifier.Read<PersonId>(row.RowKey), Name: row.GetString("Name")), cancel, ["RowKey", "Name"]))
            .ToDictionary(person => person.Id, person => person.Name);

    /// <summary>A page of a station's people, in the order of ids. One storage call.</summary>
    public Task<Listing<Representative>> PageOfStationAsync(StationId stationId, PageRequest page, CancellationToken cancel) =>
        table.PageAsync(Partition(StationKey(stationId)), page, RepresentativeRow.Read, cancel);

    /// <summary>Everybody, in the order of ids; a range over partitions, so for imports only. One storage call for each 1,000.</summary>
    public Task<List<Representative>> AllAsync(CancellationToken cancel) => table.AllAsync(Persons, RepresentativeRow.Read, cancel);

    /// <summary>
    /// Writes the person in place of the one that was seen, and the copies. The person goes first, under its entity tag, so
    /// that of two writers one is refused before any copy changes; it remembers which copies have to go, so that repeating the
    /// call, or any later one, completes what a crash cut short. <see cref="Refusals.WriteConflict"/> when another writer was
    /// faster, <see cref="RepresentativeRefusals.HeadTaken"/> when another became head of the station. Storage calls: 2, 1 for
    /// each copy, 2 to 4 for a new head.
    /// </summary>
    /// <param name="person">As they are to be.</param>
    /// <param name="seen">The entity tag of the one to be replaced; null when there was none.</param>
    /// <param name="cancel">Cancels the storage calls.</param>
    public async Task<Outcome<ETag>> PutAsync(Representative person, ETag? seen, CancellationToken cancel)
    {
        var before = await FindRowAsync(person.Id, cancel);
        if (before?.ETag != seen) return Refusals.WriteConflict;
        var left = LeftBy(person, before);
        if ((await TakeOfficeAsync(person, before, cancel)).Refused(out var refusal, out seen)) return refusal;
        if (await WrittenAsync(RepresentativeRow.Write(person).WithLeft(left), seen, cancel) is not { } tag) return Refusals.WriteConflict;
        await Parallel.ForEachAsync(Copies(person), Side, async (partition, _) => await CopyAsync(person, partition, cancel));
        return left.Length == 0 ? tag : await ForgetAsync(person, left, tag, cancel);
    }

    /// <summary>
    /// Writes the people, replacing those that are there. When storage fails part of the way, or somebody else writes the same
    /// people meanwhile (<see cref="Refusals.WriteConflict"/>, <see cref="RepresentativeRefusals.HeadTaken"/>), importing again
    /// completes it. Storage calls: 1 for each person and 100 people of a station, 4 for a new head.
    /// </summary>
    public async Task<Refusal?> ImportAsync(IReadOnlyList<Representative> people, CancellationToken cancel)
    {
        var rows = (await table.AllAsync(Persons, row => row, cancel)).ToDictionary(row => row.PartitionKey);
        TableEntity? Before(Representative person) => rows.GetValueOrDefault(RepresentativeRow.Partition(person.Id));
        // Who leaves an office leaves it before another comes: a file may hand stations around.
        if (await EachAsync(people, person => PlaceAsync(person, Before(person), cancel)) is { } refusal) return refusal;
        if (await EachAsync(people.Where(person => IsNewHead(person, Before(person))), person => AppointAsync(person.Id, person.HeadOf!.Value, cancel)) is { } no) return no;
        var stations = people.SelectMany(person => person.StationIds, (person, station) => (person, station)).GroupBy(pair => pair.station, pair => pair.person);
        await Parallel.ForEachAsync(stations, Side, async (station, _) => await CopyAllAsync(StationKey(station.Key), [.. station], cancel));
        return null;
    }

    /// <summary>Makes sure that who is to become head is the only one; the tag under which their row may say so.</summary>
    private async Task<Outcome<ETag?>> TakeOfficeAsync(Representative person, TableEntity? before, CancellationToken cancel)
    {
        if (!IsNewHead(person, before)) return before?.ETag;
        var seen = before?.ETag ?? await WrittenAsync(RepresentativeRow.Write(person with { HeadOf = null }), null, cancel);
        if (seen is not { } tag) return Refusals.WriteConflict;
        if (await heads.ClaimAsync(person.HeadOf!.Value, person.Id, cancel) is not { } refusal) return seen;
        if (before is null) await table.DeleteEntityAsync(RepresentativeRow.Partition(person.Id), RepresentativeRow.Person, tag, cancel);
        return refusal;
    }

    private async Task<Refusal?> PlaceAsync(Representative person, TableEntity? before, CancellationToken cancel)
    {
        var left = LeftBy(person, before);
        var placed = IsNewHead(person, before) ? person with { HeadOf = null } : person;
        if (await WrittenAsync(RepresentativeRow.Write(placed).WithLeft(left), before?.ETag, cancel) is not { } tag) return Refusals.WriteConflict;
        if (left.Length > 0) await ForgetAsync(placed, left, tag, cancel);
        return null;
    }

    private async Task<Refusal?> AppointAsync(PersonId id, StationId station, CancellationToken cancel)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            if (await FindRowAsync(id, cancel) is not { } row || HeadRule.Check(RepresentativeRow.Read(row) with { HeadOf = station }) is not null) break;
            if (await heads.ClaimAsync(station, id, cancel) is { } refusal) return refusal;
            if (await WrittenAsync(row.Set("HeadOf", station.ToString()), row.ETag, cancel) is not null) return null;
        }

        return Refusals.WriteConflict;
    }

    private async Task CopyAllAsync(string partition, Representative[] people, CancellationToken cancel)
    {
        foreach (var batch in people.Chunk(100))
            await table.SubmitTransactionAsync(
                batch.Select(person => new TableTransactionAction(TableTransactionActionType.UpsertReplace, RepresentativeRow.Write(person, partition, person.Id))), cancel);
    }

    private Task CopyAsync(Representative person, string partition, CancellationToken cancel) =>
        table.UpsertEntityAsync(RepresentativeRow.Write(person, partition, person.Id), TableUpdateMode.Replace, cancel);

    /// <summary>Removes the copies that have to go, then the memory of them; the tag is the person's last one.</summary>
    private async Task<ETag> ForgetAsync(Representative person, string[] left, ETag tag, CancellationToken cancel)
    {
        await Parallel.ForEachAsync(left, Side, async (partition, _) => await table.DeleteEntityAsync(partition, person.Id, ETag.All, cancel));
        // A later writer has the person otherwise and carries the memory on.
        return await WrittenAsync(RepresentativeRow.Write(person), tag, cancel) ?? tag;
    }

    private Task<TableEntity?> FindRowAsync(PersonId id, CancellationToken cancel) => table.FindAsync(RepresentativeRow.Partition(id), RepresentativeRow.Person, cancel);

    /// <summary>The new entity tag; null when the row is not as it was seen.</summary>
    private async Task<ETag?> WrittenAsync(TableEntity row, ETag? seen, CancellationToken cancel)
    {
        try
        {
            return (await (seen is { } tag ? table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancel) : table.AddEntityAsync(row, cancel))).Headers.ETag;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>One of the refusals; null when there was none.</summary>
    private static async Task<Refusal?> EachAsync(IEnumerable<Representative> people, Func<Representative, Task<Refusal?>> write)
    {
        Refusal? refusal = null;
        await Parallel.ForEachAsync(people, Side, async (person, _) =>
        {
            // Only ever set: a writer that was let through must not take back what another was refused.
            if (await write(person) is { } no) refusal = no;
        });
        return refusal;
    }

    private static bool IsNewHead(Representative person, TableEntity? before) => person.HeadOf is { } station && before?.GetString("HeadOf") != station;

    private static string StationKey(StationId stationId) => $"s|{stationId}";

    private static string Partition(string key) => TableClient.CreateQueryFilter($"PartitionKey eq {key}");

    private static IEnumerable<string> Copies(Representative person) => person.StationIds.Select(StationKey);

    private static string[] LeftBy(Representative person, TableEntity? before) =>
        before is null ? [] : [.. Copies(RepresentativeRow.Read(before)).Concat(RepresentativeRow.Left(before)).Except(Copies(person))];
}
