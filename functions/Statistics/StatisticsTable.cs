using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>
/// One report a station and quarter, as one JSON property. Partition <c>{quarter}</c>, row <c>{stationId}</c>: a district's
/// screen is one query.
/// </summary>
public sealed class StatisticsTable(TableServiceClient service)
{
    public const string TableName = "Statistics";

    private readonly TableClient table = service.GetTableClient(TableName);

    /// <summary>The reports of a quarter by station id; one storage call for each 1,000.</summary>
    public Task<List<StationReport>> QuarterAsync(Quarter quarter, CancellationToken cancel) =>
        table.AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()}"), row => StatisticsRow.Read(row).Report, cancel);

    /// <summary>A station's report, or null; one storage call.</summary>
    public async Task<StatisticsRow?> FindAsync(Quarter quarter, string stationId, CancellationToken cancel) =>
        await table.FindAsync(quarter.ToString(), stationId, cancel) is { } row ? StatisticsRow.Read(row) : null;

    /// <summary>The reports of the stations from one id to another, both included, by station id; one storage call.</summary>
    public async Task<Dictionary<string, StatisticsRow>> RangeAsync(Quarter quarter, string first, string last, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {quarter.ToString()} and RowKey ge {first} and RowKey le {last}");
        return (await table.AllAsync(filter, StatisticsRow.Read, cancel)).ToDictionary(row => row.Report.StationId!);
    }

    /// <summary>
    /// Saves reports of one quarter in one transaction, at most 100. False, and nothing is saved, when one of them was
    /// written by somebody else since it was read: that one may rest on newer events.
    /// </summary>
    public async Task<bool> SaveAsync(IReadOnlyCollection<StatisticsRow> rows, CancellationToken cancel)
    {
        try
        {
            if (rows.Count > 0) await table.SubmitTransactionAsync(rows.Select(row => row.Write()), cancel);
            return true;
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 409 or 412)
        {
            return false;
        }
    }
}
