using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>When the day's reminders were last gone over to the end. Partition <c>reminders</c>, row <c>last</c>.</summary>
public sealed class HeartbeatTable(TableServiceClient storage)
{
    public const string TableName = "Heartbeats";

    private const string Partition = "reminders";
    private const string Row = "last";

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The instant; null when never. One storage call.</summary>
    public async Task<DateTimeOffset?> LastAsync(CancellationToken cancel) =>
        (await table.FindAsync(Partition, Row, cancel))?.GetDateTimeOffset("At")?.ToOffset(StationClock.Offset);

    /// <summary>Keeps the instant. One storage call.</summary>
    public Task KeepAsync(DateTimeOffset at, CancellationToken cancel) =>
        table.UpsertEntityAsync(new TableEntity(Partition, Row) { ["At"] = at }, TableUpdateMode.Replace, cancel);
}
