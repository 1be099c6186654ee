using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform;

/// <summary>
/// Tells a conflict from a repeat: the storage client sends a write again when its answer was lost, and then meets what it has
/// written itself.
/// </summary>
public static class WrittenTable
{
    private static readonly string[] Own = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    /// <summary>
    /// The entity tag of the row that was to be written, if it stands there as it was to be; null when something else does: that
    /// is another writer's. One storage call.
    /// </summary>
    /// <param name="merged">The write left alone what the row does not name.</param>
    public static async Task<ETag?> WrittenTagAsync(this TableClient table, TableEntity row, CancellationToken cancel, bool merged = false) =>
        await table.FindAsync(row.PartitionKey, row.RowKey, cancel) is { } there && Holds(there, row) && (merged || Holds(row, there)) ? there.ETag : null;

    /// <summary>True when every property of the one is the same in the other.</summary>
    private static bool Holds(TableEntity all, TableEntity some) =>
        some.Keys.Except(Own).All(name => all.TryGetValue(name, out var value) && Same(value, some[name]));

    private static bool Same(object? one, object? other) =>
        one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(one, other);
}
