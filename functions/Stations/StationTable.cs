using Azure;
using Azure.Data.Tables;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>
/// Homes, stations, contact points and studios. Partition <c>stations</c>, row <c>{stationId}</c>: all stations of a district
/// are one query; its rows <c>~…</c>: see <see cref="PartitionTable"/>.
/// </summary>
public sealed class StationTable
{
    public const string TableName = "Stations";

    /// <summary>The service takes at most 15 comparisons in a filter; five are for partition, row, kind, street and status.</summary>
    private const int MostNames = 10;

    private static readonly string Everywhere = TableClient.CreateQueryFilter($"PartitionKey eq {StationRow.Partition} and RowKey lt {PartitionTable.Own}");

    private readonly TableClient table;
    private readonly PartitionTable rows;

    public StationTable(TableServiceClient storage)
    {
        table = storage.GetTableClient(TableName);
        rows = new PartitionTable(table, StationRow.Partition);
    }

    /// <summary>The station and its entity tag, or null. One storage call.</summary>
    public async Task<(Station Station, ETag Tag)?> FindAsync(StationId stationId, CancellationToken cancel) =>
        await FindRowAsync(stationId, cancel) is { } row ? (StationRow.Read(row), row.ETag) : null;

    /// <summary>
    /// Writes the station in place of the one that was seen; <see cref="Refusals.WriteConflict"/> when another writer was
    /// faster. Three storage calls.
    /// </summary>
    /// <param name="station">As it is to be.</param>
    /// <param name="seen">The entity tag of the one to be replaced; null when there was none.</param>
    /// <param name="cancel">Cancels the storage calls.</param>
    public Task<Outcome<ETag>> PutAsync(Station station, ETag? seen, CancellationToken cancel) => rows.TakeTurnsAsync<ETag>(async turn =>
    {
        var (row, there) = (StationRow.Write(station), await FindRowAsync(station.StationId, cancel));
        if (there?.ETag != seen) return there is not null && turn.IsRepeated && PartitionTable.Same(there, row) ? there.ETag : Refusals.WriteConflict;
        return await rows.WriteAsync(turn, [row], [], cancel) is { } tag ? tag : (Outcome<ETag>?)null;
    }, cancel);

    /// <summary>
    /// Removes the station that was seen. False when there is none any more; <see cref="Refusals.WriteConflict"/> when somebody has
    /// changed it since. Three storage calls.
    /// </summary>
    public Task<Outcome<bool>> RemoveAsync(StationId stationId, ETag seen, CancellationToken cancel) => rows.TakeTurnsAsync<bool>(async turn =>
    {
        if (await FindRowAsync(stationId, cancel) is not { } there) return turn.IsRepeated;
        if (there.ETag != seen) return Refusals.WriteConflict;
        return await rows.WriteAsync(turn, [], [stationId], cancel) is null ? (Outcome<bool>?)null : true;
    }, cancel);

    /// <summary>A page in the order of ids, of those within a caller's scope, and of one kind, street and status where these are given. One storage call.</summary>
    public async Task<Listing<Station>> PageAsync(
        PageRequest page, StationKind? kind, string? street, StationStatus? status, StationFilter within, CancellationToken cancel)
    {
        if (within.IsNone) return new Listing<Station>([], null);
        var filter = Everywhere + Names(within);
        if (kind is { } only) filter += TableClient.CreateQueryFilter($" and Kind eq {Json.Name(only)}");
        if (street is not null) filter += TableClient.CreateQueryFilter($" and Street eq {street}");
        // What an active station's row does not have cannot be asked for: these are picked from the page.
        if (status is { } wanted and not StationStatus.Active) filter += TableClient.CreateQueryFilter($" and Status eq {Json.Name(wanted)}");
        var found = await table.PageAsync(filter, page, StationRow.Read, cancel);
        return found with { Items = [.. found.Items.Where(station => within.Takes(station.StationId, station.Street) && (status is null || station.Status == status))] };
    }

    /// <summary>Every station, in the order of ids. One storage call for each 1,000.</summary>
    public Task<List<Station>> AllAsync(CancellationToken cancel) => table.AllAsync(Everywhere, StationRow.Read, cancel);

    /// <summary>The ids of the stations within a caller's scope, in order. One storage call for each 1,000 stations.</summary>
    public async Task<List<StationId>> IdsAsync(StationFilter within, CancellationToken cancel) => [.. (await OpeningsAsync(within, cancel)).Keys];

    /// <summary>The same with when each of them works.</summary>
    public async Task<OrderedDictionary<StationId, StationOpening>> OpeningsAsync(StationFilter within, CancellationToken cancel)
    {
        if (within.IsNone) return [];
        var found = await table.AllAsync(Everywhere + Names(within), StationRow.ReadPlace, cancel, StationRow.Place);
        return new(found.Where(station => within.Takes(station.Id, station.Street)).Select(station => KeyValuePair.Create(station.Id, station.Opening)));
    }

    /// <summary>
    /// Writes what <paramref name="wanted"/> makes of all stations there are: all of it or nothing, see
    /// <see cref="PartitionTable"/>. Storage calls: 2 and 1 for each 1,000 stations; what is as it was is not written.
    /// </summary>
    /// <returns>What was wanted.</returns>
    public Task<Outcome<Station[]>> ChangeAsync(Func<IReadOnlyList<Station>, Outcome<Station[]>> wanted, CancellationToken cancel) => rows.TakeTurnsAsync<Station[]>(async turn =>
    {
        var present = (await table.AllAsync(Everywhere, row => row, cancel)).ToDictionary(row => row.RowKey);
        if (wanted([.. present.Values.Select(StationRow.Read)]).Refused(out var refusal, out var all)) return refusal;
        var changed = all.Select(StationRow.Write).Where(row => !(present.GetValueOrDefault(row.RowKey) is { } there && PartitionTable.Same(there, row))).ToArray();
        return await rows.WriteAsync(turn, changed, [], cancel) is null ? (Outcome<Station[]>?)null : all;
    }, cancel);

    /// <summary>Writes these stations, replacing those that are there: all or none.</summary>
    public Task<Outcome<Station[]>> ImportAsync(IEnumerable<Station> stations, CancellationToken cancel) => ChangeAsync(_ => stations.ToArray(), cancel);

    /// <summary>Does what a crash has left of an import; see <see cref="PartitionTable.FinishAsync"/>.</summary>
    public Task FinishAsync(DateTimeOffset before, CancellationToken cancel) => rows.FinishAsync(before, cancel);

    private Task<TableEntity?> FindRowAsync(StationId id, CancellationToken cancel) => table.FindAsync(StationRow.Partition, id, cancel);

    /// <summary>What of a scope the service can look for; the rest is left to <see cref="StationFilter.Takes"/>.</summary>
    private static string Names(StationFilter within)
    {
        var count = within.Streets.Count + within.Stations.Count;
        if (within.IsAll || count is 0 or > MostNames) return "";
        return $" and ({string.Join(" or ", [
            .. within.Streets.Select(street => TableClient.CreateQueryFilter($"Street eq {street}")),
            .. within.Stations.Select(station => TableClient.CreateQueryFilter($"RowKey eq {station.ToString()}")),
        ])})";
    }
}
