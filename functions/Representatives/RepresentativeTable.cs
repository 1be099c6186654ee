using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// People, with a copy for each of their stations and for their OpenID. Partition <c>p|{id}</c>, row <c>person</c>: the truth;
/// partition <c>s|{stationId}</c>, row <c>{id}</c>: a station's people are one query; partition <c>w|{hash of the OpenID}</c>, row <c>{id}</c>.
/// </summary>
public sealed class RepresentativeTable(TableServiceClient storage)
{
    public const string TableName = "Representatives";

    private const string PersonRow = "person";

    /// <summary>The partitions, separated by commas, that held a copy and may hold it still.</summary>
    private const string Left = "Left";

    private static readonly string Persons = TableClient.CreateQueryFilter($"PartitionKey ge {"p|"} and PartitionKey lt {"p}"} and RowKey eq {PersonRow}");

    private static readonly ParallelOptions Side = new() { MaxDegreeOfParallelism = 8 };

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The person and their entity tag, or null; an id that is none is not looked for. One storage call.</summary>
    public async Task<(Representative Person, ETag Tag)?> FindAsync(string id, CancellationToken cancel) =>
        Representative.IsId(id) && await table.FindAsync(PersonKey(id), PersonRow, cancel) is { } row ? (Read(row), row.ETag) : null;

    /// <summary>All people of a station, in the order of ids. One storage call for each 1,000 people.</summary>
    public Task<List<Representative>> OfStationAsync(string stationId, CancellationToken cancel) =>
        table.AllAsync(Partition(StationKey(stationId)), Read, cancel);

    /// <summary>The names of a station's people by id, and nothing else of them. One storage call for each 1,000 people.</summary>
    public async Task<Dictionary<PersonId, string>> NamesAsync(StationId stationId, CancellationToken cancel) =>
        (await table.AllAsync(Partition(StationKey(stationId)), row => (Id: Identifier.Read<PersonId>(row.RowKey), Name: row.GetString("Name")), cancel, ["RowKey", "Name"]))
            .ToDictionary(person => person.Id, person => person.Name);

    /// <summary>A page of a station's people, in the order of ids. One storage call.</summary>
    public Task<Listing<Representative>> PageOfStationAsync(string stationId, PageRequest page, CancellationToken cancel) =>
        table.PageAsync(Partition(StationKey(stationId)), page, Read, cancel);

    /// <summary>The person who has this OpenID with the official account, or null. Two storage calls, one when there is none.</summary>
    public async Task<Representative?> FindByOpenIdAsync(string openId, CancellationToken cancel)
    {
        foreach (var id in await table.AllAsync(Partition(OpenIdKey(openId)), row => row.RowKey, cancel))
            if (await FindAsync(id, cancel) is var (person, _) && person.OpenId == openId) return person;
        return null;
    }

    /// <summary>Everybody, in the order of ids; a range over partitions, so for imports only. One storage call for each 1,000.</summary>
    public Task<List<Representative>> AllAsync(CancellationToken cancel) => table.AllAsync(Persons, Read, cancel);

    /// <summary>
    /// Writes the person and the copies. The person goes first, under its entity tag, so that of two writers one is
    /// refused before any copy changes; it remembers which copies have to go, so that repeating the call, or any later
    /// one, completes what a crash cut short. <see cref="Refusals.PreconditionFailed"/> when the condition does not hold,
    /// <see cref="Refusals.WriteConflict"/> when another writer was faster. Storage calls: 2, 1 for each copy.
    /// </summary>
    public async Task<Outcome<ETag>> PutAsync(Representative person, ETag? ifMatch, CancellationToken cancel)
    {
        var before = await table.FindAsync(PersonKey(person.Id), PersonRow, cancel);
        var left = LeftBy(person, before);
        if ((await ClaimAsync(Write(person, PersonKey(person.Id), PersonRow).Set(Left, Join(left)), before, ifMatch, cancel)).Refused(out var refusal, out var tag))
            return refusal;
        await Parallel.ForEachAsync(Copies(person), Side, async (partition, _) => await CopyAsync(person, partition, cancel));
        return left.Length == 0 ? tag : await ForgetAsync(person, left, tag, cancel);
    }

    /// <summary>
    /// Writes the people, replacing those that are there. When storage fails part of the way, importing again
    /// completes it. Storage calls: 1 for each person, OpenID and 100 people of a station.
    /// </summary>
    public async Task ImportAsync(IReadOnlyList<Representative> people, CancellationToken cancel)
    {
        var rows = (await table.AllAsync(Persons, row => row, cancel)).ToDictionary(row => row.PartitionKey);
        await Parallel.ForEachAsync(people, Side, async (person, _) => await ImportAsync(person, rows.GetValueOrDefault(PersonKey(person.Id)), cancel));
        var stations = people.SelectMany(person => person.StationIds, (person, station) => (person, station)).GroupBy(pair => pair.station, pair => pair.person);
        await Parallel.ForEachAsync(stations, Side, async (station, _) => await CopyAllAsync(StationKey(station.Key), [.. station], cancel));
    }

    private async Task ImportAsync(Representative person, TableEntity? before, CancellationToken cancel)
    {
        var left = LeftBy(person, before);
        var written = await table.UpsertEntityAsync(
            Write(person, PersonKey(person.Id), PersonRow).Set(Left, Join(left)), TableUpdateMode.Replace, cancel);
        if (person.OpenId is not null) await CopyAsync(person, OpenIdKey(person.OpenId), cancel);
        if (left.Length > 0) await ForgetAsync(person, left, written.Headers.ETag!.Value, cancel);
    }

    private async Task CopyAllAsync(string partition, Representative[] people, CancellationToken cancel)
    {
        foreach (var batch in people.Chunk(100))
            await table.SubmitTransactionAsync(
                batch.Select(person => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Write(person, partition, person.Id))), cancel);
    }

    private async Task<Outcome<ETag>> ClaimAsync(TableEntity row, TableEntity? before, ETag? ifMatch, CancellationToken cancel)
    {
        if (ifMatch is { } wanted && (before is null || (wanted != ETag.All && wanted != before.ETag))) return Refusals.PreconditionFailed;
        try
        {
            var written = before is null
                ? await table.AddEntityAsync(row, cancel)
                : await table.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancel);
            return written.Headers.ETag!.Value;
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412)
        {
            return ifMatch is null ? Refusals.WriteConflict : Refusals.PreconditionFailed;
        }
    }

    private Task CopyAsync(Representative person, string partition, CancellationToken cancel) =>
        table.UpsertEntityAsync(Write(person, partition, person.Id), TableUpdateMode.Replace, cancel);

    /// <summary>Removes the copies that have to go, then the memory of them; the tag is the person's last one.</summary>
    private async Task<ETag> ForgetAsync(Representative person, string[] left, ETag tag, CancellationToken cancel)
    {
        await Parallel.ForEachAsync(left, Side, async (partition, _) => await table.DeleteEntityAsync(partition, person.Id, ETag.All, cancel));
        try
        {
            var written = await table.UpdateEntityAsync(Write(person, PersonKey(person.Id), PersonRow), tag, TableUpdateMode.Replace, cancel);
            return written.Headers.ETag!.Value;
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            // A later writer has the person now and carries the memory on.
            return tag;
        }
    }

    private static string PersonKey(string id) => $"p|{id}";

    private static string StationKey(string stationId) => $"s|{stationId}";

    private static string OpenIdKey(string openId) => $"w|{ContentHash.Key("wechat", openId)}";

    private static string Partition(string key) => TableClient.CreateQueryFilter($"PartitionKey eq {key}");

    private static IEnumerable<string> Copies(Representative person) =>
        [.. person.StationIds.Select(StationKey), .. person.OpenId is { } openId ? [OpenIdKey(openId)] : Array.Empty<string>()];

    private static string[] LeftBy(Representative person, TableEntity? before) =>
        before is null ? [] : [.. Copies(Read(before)).Concat(Split(before.GetString(Left))).Except(Copies(person))];

    private static string? Join(string[] parts) => parts.Length == 0 ? null : string.Join(',', parts);

    private static string[] Split(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static TableEntity Write(Representative person, string partition, string row) =>
        new TableEntity(partition, row)
        {
            ["Id"] = person.Id, ["Name"] = person.Name, ["Roles"] = string.Join(',', person.Roles.Select(Json.Name)),
            ["StationIds"] = string.Join(',', person.StationIds),
        }.Set("HeadOf", person.HeadOf).Set("OpenId", person.OpenId).Set("WeComUserId", person.WeComUserId).Set("Phone", person.Phone);

    private static Representative Read(TableEntity row) =>
        new(row.GetString("Id"), row.GetString("Name"), [.. Split(row.GetString("Roles")).Select(Json.Enum<RepresentativeRole>)], Split(row.GetString("StationIds")))
        {
            HeadOf = row.GetString("HeadOf"), OpenId = row.GetString("OpenId"), WeComUserId = row.GetString("WeComUserId"), Phone = row.GetString("Phone"),
        };
}
