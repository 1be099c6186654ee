using Azure;
using Azure.Data.Tables;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>
/// Homes, stations, contact points and studios. Partition <c>stations</c>, row <c>{stationId}</c>: all stations of a district
/// are one query.
/// </summary>
public sealed class StationTable(TableServiceClient storage)
{
    public const string TableName = "Stations";

    /// <summary>The most rows a transaction takes.</summary>
    private const int Batch = 100;

    /// <summary>The service takes at most 15 comparisons in a filter; four are for partition, kind, street and status.</summary>
    private const int MostNames = 10;

    private static readonly string Everywhere = TableClient.CreateQueryFilter($"PartitionKey eq {StationRow.Partition}");

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The station and its entity tag, or null. One storage call.</summary>
    public async Task<(Station Station, ETag Tag)?> FindAsync(StationId stationId, CancellationToken cancel) =>
        await table.FindAsync(StationRow.Partition, stationId, cancel) is { } row ? (StationRow.Read(row), row.ETag) : null;

    /// <summary>
    /// Writes the station in place of the one that was seen; <see cref="Refusals.WriteConflict"/> when another writer was
    /// faster. One storage call.
    /// </summary>
    /// <param name="station">As it is to be.</param>
    /// <param name="seen">The entity tag of the one to be replaced; null when there was none.</param>
    /// <param name="cancel">Cancels the storage call.</param>
    public async Task<Outcome<ETag>> PutAsync(Station station, ETag? seen, CancellationToken cancel)
    {
        try
        {
            var row = StationRow.Write(station);
            var written = await (seen is { } tag ? table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancel) : table.AddEntityAsync(row, cancel));
            return written.Headers.ETag!.Value;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return Refusals.WriteConflict;
        }
    }

    /// <summary>
    /// Removes the station that was seen. False when there is none any more; <see cref="Refusals.WriteConflict"/> when somebody has
    /// changed it since. One storage call.
    /// </summary>
    public async Task<Outcome<bool>> RemoveAsync(StationId stationId, ETag seen, CancellationToken cancel)
    {
        try
        {
            return (await table.DeleteEntityAsync(StationRow.Partition, stationId, seen, cancel)).Status != 404;
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            return Refusals.WriteConflict;
        }
    }

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
    /// Writes the stations, replacing those that are there; one storage call for each 100. When storage fails between
    /// two of them, importing again completes it.
    /// </summary>
    public async Task ImportAsync(IReadOnlyList<Station> stations, CancellationToken cancel)
    {
        foreach (var batch in stations.Chunk(Batch))
            await table.SubmitTransactionAsync(
                batch.Select(station => new TableTransactionAction(TableTransactionActionType.UpsertReplace, StationRow.Write(station))), cancel);
    }

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
