using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Serverless.Local;

/// <summary>Makes the tables and queues that are missing: one call lists the tables, one the queues, the rest run side by side.</summary>
internal static class StoreSetup
{
    public static Task EnsureAsync(StoreNames names, string connection, IServiceProvider services, CancellationToken cancel) =>
        Task.WhenAll(EnsureTablesAsync(names.Tables, connection, services, cancel), EnsureQueuesAsync(names.Queues, connection, services, cancel));

    private static async Task EnsureQueuesAsync(IReadOnlyList<string> wanted, string connection, IServiceProvider services, CancellationToken cancel)
    {
        if (wanted.Count == 0) return;
        var account = (QueueServiceClient?)services.GetService(typeof(QueueServiceClient)) ?? new QueueServiceClient(connection);
        var missing = wanted.ToHashSet();
        await foreach (var queue in account.GetQueuesAsync(cancellationToken: cancel)) missing.Remove(queue.Name);
        await Task.WhenAll(missing.Select(name => account.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancel)));
    }

    private static async Task EnsureTablesAsync(IReadOnlyList<string> wanted, string connection, IServiceProvider services, CancellationToken cancel)
    {
        if (wanted.Count == 0) return;
        var account = (TableServiceClient?)services.GetService(typeof(TableServiceClient)) ?? new TableServiceClient(connection);
        var missing = wanted.ToHashSet();
        await foreach (var table in account.QueryAsync(cancellationToken: cancel)) missing.Remove(table.Name);
        await Task.WhenAll(missing.Select(name => account.CreateTableIfNotExistsAsync(name, cancel)));
    }
}
