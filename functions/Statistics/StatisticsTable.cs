using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>
/// One report a station and quarter. Partition <c>{quarter}</c>, row <c>{stationId}</c>: a district's screen is one query.
/// </summary>
public sealed class StatisticsTable(TableServiceClient service)
{
    public const string TableName = "Statistics";

    private readonly TableClient table = service.GetTableClient(TableName);

    /// <summary>The reports of a quarter by station id; one storage call for each 1,000.</summary>
    public Task<List<Tagged<StationReport>>> QuarterAsync(Quarter quarter, CancellationToken cancel) =>
        table.AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()}"), StatisticsRow.Read, cancel);

    /// <summary>A station's report, or null; one storage call.</summary>
    public async Task<Tagged<StationReport>?> FindAsync(Quarter quarter, StationId stationId, CancellationToken cancel) =>
        await table.FindAsync(quarter.ToString(), stationId, cancel) is { } row ? StatisticsRow.Read(row) : null;

    /// <summary>The reports of the stations from one id to another, both included; one storage call.</summary>
    public async Task<Dictionary<StationId, Tagged<StationReport>>> RangeAsync(Quarter quarter, StationId first, StationId last, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()} and RowKey ge {first.ToString()} and RowKey le {last.ToString()}");
        return (await table.AllAsync(filter, StatisticsRow.Read, cancel)).ToDictionary(row => row.Value.StationId!.Value);
    }

    /// <summary>
    /// Saves reports of one quarter in one transaction, at most 100. False, and nothing is saved, when one of them was
    /// written by somebody else since it was read: that one may rest on newer events.
    /// </summary>
    public async Task<bool> SaveAsync(IReadOnlyCollection<Tagged<StationReport>> reports, CancellationToken cancel)
    {
        try
        {
            if (reports.Count > 0) await table.SubmitTransactionAsync(reports.Select(StatisticsRow.Write), cancel);
            return true;
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 409 or 412)
        {
            return false;
        }
    }
}
