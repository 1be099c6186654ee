using System.Text;

namespace Azure.Data.Tables;

/// <summary>The addresses of one table: of itself, of its rows, of its queries.</summary>
internal sealed class TableAddress(TableAccount account, string table)
{
    /// <summary>A table address starts every line of a batch.</summary>
    public byte[] Insert { get; } = Encoding.ASCII.GetBytes($"{account.Root}/{table}?{TableAccount.Format}");

    public Uri Entities { get; } = account.At($"/{table}");

    public Uri Self { get; } = new($"{account.Root}/{table}");

    private readonly byte[] keyStart = Encoding.ASCII.GetBytes($"{account.Root}/{table}(PartitionKey='");

    public Uri Table() => account.At($"/Tables('{table}')");

    public Uri Row(string partitionKey, string rowKey, string more = "") =>
        account.At($"/{table}(PartitionKey='{Escaped(partitionKey)}',RowKey='{Escaped(rowKey)}')", more);

    public Uri Query(string more) => account.At($"/{table}()", more);

    public void WriteKey(RequestBuffer buffer, string partitionKey, string rowKey)
    {
        buffer.Write(keyStart);
        buffer.Write(Escaped(partitionKey));
        buffer.Write("',RowKey='"u8);
        buffer.Write(Escaped(rowKey));
        buffer.Write("')?"u8);
        buffer.Write(TableAccount.Format);
    }

    private static string Escaped(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
