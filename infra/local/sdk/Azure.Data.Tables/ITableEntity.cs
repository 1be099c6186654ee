#nullable disable
namespace Azure.Data.Tables;

/// <summary>What every row has: its two keys, and the time and version the service gave it.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>Last write, set by the service; never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>Version of the row as read; never sent as a property.</summary>
    ETag ETag { get; set; }
}
