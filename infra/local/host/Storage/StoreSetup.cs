using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Local;

/// <summary>Makes the product's tables and queues that are missing: one call lists the tables, one the queues, the rest run side by side.</summary>
internal static class StoreSetup
{
    /// <param name="services">The app's, whose own clients are warm then; an app of a test's own may have none.</param>
    public static Task EnsureAsync(string connection, IServiceProvider services, CancellationToken cancel) => Task.WhenAll(
        EnsureTablesAsync(services.GetService<TableServiceClient>() ?? new TableServiceClient(connection), cancel),
        EnsureQueuesAsync(services.GetService<QueueServiceClient>() ?? new QueueServiceClient(connection), cancel));

    private static async Task EnsureTablesAsync(TableServiceClient account, CancellationToken cancel)
    {
        var missing = StorageSchema.Tables.ToHashSet();
        await foreach (var table in account.QueryAsync(cancellationToken: cancel)) missing.Remove(table.Name);
        await Task.WhenAll(missing.Select(name => account.CreateTableIfNotExistsAsync(name, cancel)));
    }

    private static async Task EnsureQueuesAsync(QueueServiceClient account, CancellationToken cancel)
    {
        var missing = StorageSchema.Queues.ToHashSet();
        await foreach (var queue in account.GetQueuesAsync(cancellationToken: cancel)) missing.Remove(queue.Name);
        await Task.WhenAll(missing.Select(name => account.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancel)));
    }
}
