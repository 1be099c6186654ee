using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Audit;

/// <summary>
/// Who wrote what, and who read contact data. Partition <c>{day counted down}</c>, row <c>{instant counted down}|{mark of its own}</c>:
/// the newest come first.
/// </summary>
public sealed class AuditTable(TableServiceClient storage)
{
    public const string TableName = "Audit";

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>Writes a line. One storage call.</summary>
    public async Task AddAsync(AuditEntry entry, CancellationToken cancel)
    {
        var row = new TableEntity(Partition(StationClock.DateOf(entry.At)), $"{DateTime.MaxValue.Ticks - entry.At.UtcTicks:D19}|{Guid.NewGuid():N}")
        {
            ["At"] = entry.At, ["Actor"] = entry.Actor, ["Action"] = entry.Action, ["Subject"] = entry.Subject, ["Status"] = entry.Status,
        };
        try
        {
            await table.AddEntityAsync(row, cancel);
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            // The client sent it again because the first answer was lost: the row is there.
        }
    }

    /// <summary>A page, the newest first. One storage call, over the days asked for.</summary>
    public Task<Listing<AuditEntry>> PageAsync(AuditQuery query, PageRequest page, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {Partition(query.To)} and PartitionKey le {Partition(query.From)}");
        if (query.Actor is { } actor) filter += TableClient.CreateQueryFilter($" and Actor eq {actor}");
        if (query.Subject is { } subject) filter += TableClient.CreateQueryFilter($" and Subject ge {subject} and Subject lt {subject + '\uffff'}");
        return table.PageAsync(filter, page, Read, cancel);
    }

    private static string Partition(DateOnly day) =>
        (99999999 - int.Parse(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString("D8", CultureInfo.InvariantCulture);

    private static AuditEntry Read(TableEntity row) => new(
        row.GetDateTimeOffset("At")!.Value.ToOffset(StationClock.Offset), row.GetString("Actor"), row.GetString("Action"), row.GetString("Subject"), row.GetInt32("Status")!.Value);
}
