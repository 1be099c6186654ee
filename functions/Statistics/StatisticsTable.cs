using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>
/// Table Statistics. PartitionKey: the quarter, such as <c>2026Q4</c>, so that a district's screen is one query.
/// RowKey: the station. The report is one JSON property.
/// </summary>
public sealed class StatisticsTable(TableServiceClient service)
{
    public const string Name = "Statistics";

    private const string Report = "Report";

    // A row may have been written by a newer version that counts more.
    private static readonly JsonSerializerOptions Lenient = new(Json.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private readonly TableClient table = service.GetTableClient(Name);

    /// <summary>The reports of a quarter by station id; one storage call for each 1,000.</summary>
    public Task<List<StationReport>> QuarterAsync(Quarter quarter, CancellationToken cancel) =>
        table.AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()}"), row => Read(row).Report, cancel);

    /// <summary>A station's report and its entity tag, or null; one storage call.</summary>
    public async Task<StoredReport?> FindAsync(Quarter quarter, string stationId, CancellationToken cancel) =>
        await table.FindAsync(quarter.ToString(), stationId, cancel) is { } row ? Read(row) : null;

    /// <summary>The reports of the stations from one id to another, both included; one storage call.</summary>
    public async Task<Dictionary<string, StoredReport>> RangeAsync(Quarter quarter, string first, string last, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()} and RowKey ge {first} and RowKey le {last}");
        return (await table.AllAsync(filter, Read, cancel)).ToDictionary(stored => stored.Report.StationId!);
    }

    /// <summary>
    /// Saves reports of one quarter in one transaction, at most 100. False, and nothing is saved, when one of them was
    /// written by somebody else since it was read: that one may rest on newer events.
    /// </summary>
    public async Task<bool> SaveAsync(IReadOnlyCollection<StoredReport> reports, CancellationToken cancel)
    {
        try
        {
            if (reports.Count > 0) await table.SubmitTransactionAsync(reports.Select(Write), cancel);
            return true;
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 409 or 412)
        {
            return false;
        }
    }

    private static TableTransactionAction Write(StoredReport stored)
    {
        var row = new TableEntity(stored.Report.Quarter.ToString(), stored.Report.StationId)
        {
            [Report] = JsonSerializer.Serialize(stored.Report, Json.Options),
        };
        return stored.Tag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }

    private static StoredReport Read(TableEntity row) => new(JsonSerializer.Deserialize<StationReport>(row.GetString(Report), Lenient)!, row.ETag);

    /// <param name="Report">The report of a station.</param>
    /// <param name="Tag">The entity tag it had when it was read; null when there was none.</param>
    public sealed record StoredReport(StationReport Report, ETag? Tag);
}
