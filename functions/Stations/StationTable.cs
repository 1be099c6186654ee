using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>
/// Homes, stations, contact points and studios. Partition <c>stations</c>, row <c>{stationId}</c>: all stations of a district are one query.
/// </summary>
public sealed class StationTable(TableServiceClient storage)
{
    public const string TableName = "Stations";

    private const string Partition = "stations";

    /// <summary>The most rows a transaction takes.</summary>
    private const int Batch = 100;

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The station and its entity tag, or null; an id that is none is not looked for. One storage call.</summary>
    public async Task<(Station Station, ETag Tag)?> FindAsync(string stationId, CancellationToken cancel) =>
        Station.IsId(stationId) && await table.FindAsync(Partition, stationId, cancel) is { } row ? (Read(row), row.ETag) : null;

    /// <summary>
    /// Writes the station whether it was there or not; with a condition only when it is there with that entity tag,
    /// else <see cref="Refusals.PreconditionFailed"/>. One storage call.
    /// </summary>
    public async Task<Outcome<ETag>> PutAsync(Station station, ETag? ifMatch, CancellationToken cancel)
    {
        try
        {
            var written = ifMatch is { } tag
                ? await table.UpdateEntityAsync(Write(station), tag, TableUpdateMode.Replace, cancel)
                : await table.UpsertEntityAsync(Write(station), TableUpdateMode.Replace, cancel);
            return written.Headers.ETag!.Value;
        }
        catch (RequestFailedException fault) when (ifMatch is not null && fault.Status is 404 or 412)
        {
            return Refusals.PreconditionFailed;
        }
    }

    /// <summary>A page in the order of ids, of one kind and one street where these are given. One storage call.</summary>
    public Task<Listing<Station>> PageAsync(PageRequest page, StationKind? kind, string? street, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        if (kind is { } only) filter += TableClient.CreateQueryFilter($" and Kind eq {Json.Name(only)}");
        if (street is not null) filter += TableClient.CreateQueryFilter($" and Street eq {street}");
        return table.PageAsync(filter, page, Read, cancel);
    }

    /// <summary>Every station, in the order of ids. One storage call for each 1,000.</summary>
    public Task<List<Station>> AllAsync(CancellationToken cancel) =>
        table.AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), Read, cancel);

    /// <summary>The ids of every station, in order, without the rest of the rows. One storage call for each 1,000.</summary>
    public Task<List<string>> AllIdsAsync(CancellationToken cancel) =>
        table.AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), row => row.RowKey, cancel, ["RowKey"]);

    /// <summary>
    /// Writes the stations, replacing those that are there; one storage call for each 100. When storage fails between
    /// two of them, importing again completes it.
    /// </summary>
    public async Task ImportAsync(IReadOnlyList<Station> stations, CancellationToken cancel)
    {
        foreach (var batch in stations.Chunk(Batch))
            await table.SubmitTransactionAsync(
                batch.Select(station => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Write(station))), cancel);
    }

    private static TableEntity Write(Station station)
    {
        var row = new TableEntity(Partition, station.StationId)
        {
            ["Name"] = station.Name, ["Kind"] = Json.Name(station.Kind), ["Street"] = station.Street,
            ["Staff"] = JsonSerializer.Serialize(station.Staff, Json.Options),
        };
        row.Set("Village", station.Village).Set("Address", station.Address).Set("Hours", station.Hours);
        return row;
    }

    private static Station Read(TableEntity row) =>
        new(row.RowKey, row.GetString("Name"), Json.Enum<StationKind>(row.GetString("Kind")), row.GetString("Street"))
        {
            Village = row.GetString("Village"), Address = row.GetString("Address"), Hours = row.GetString("Hours"),
            Staff = JsonSerializer.Deserialize<StaffMember[]>(row.GetString("Staff"), Json.Options)!,
        };
}
