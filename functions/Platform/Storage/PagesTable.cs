using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform;

/// <summary>Reads a query's pages the two ways the product needs: one page for a caller, or all rows for a worker.</summary>
public static class PagesTable
{
    /// <summary>One page in one storage call. A page may be shorter than asked for, even empty, and still have a continuation.</summary>
    public static async Task<Listing<T>> PageAsync<T>(
        this TableClient table, string? filter, PageRequest page, Func<TableEntity, T> map, CancellationToken cancel, IEnumerable<string>? select = null)
    {
        await foreach (var rows in table.QueryAsync<TableEntity>(filter, page.Top, select, cancel).AsPages(page.Continuation, page.Top))
            return Listing<T>.Of([.. rows.Values.Select(map)], rows.ContinuationToken);
        return new Listing<T>([], null);
    }

    /// <summary>All rows of a query: one storage call for each 1,000.</summary>
    public static async Task<List<T>> AllAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> map, CancellationToken cancel, IEnumerable<string>? select = null)
    {
        var all = new List<T>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, select, cancel)) all.Add(map(row));
        return all;
    }

    /// <summary>The row, or null when there is none; one storage call.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string row, CancellationToken cancel)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Whether a query finds anything; one storage call, more where a range over partitions finds nothing for long.</summary>
    public static async Task<bool> AnyAsync(this TableClient table, string filter, CancellationToken cancel)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(filter, 1, ["PartitionKey"], cancel)) return true;
        return false;
    }

    /// <summary>Sets a property that may be absent: a null is not stored, it would cost bytes on the wire and leave nothing behind.</summary>
    public static TableEntity Set(this TableEntity row, string name, object? value)
    {
        if (value is not null) row[name] = value;
        return row;
    }

    /// <summary>The rows of one partition whose keys begin with a prefix.</summary>
    public static string Prefix(string partition, string prefix) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {After(prefix)}");

    /// <summary>The rows of one partition from one key up to, not including, another.</summary>
    public static string Range(string partition, string from, string before) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");

    private static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
