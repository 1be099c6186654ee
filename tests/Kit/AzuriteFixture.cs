using Azure.Data.Tables;
using Azure.Storage.Queues;
using Serverless.Local;

namespace Serverless.Tests.Kit;

/// <summary>One emulator per test process, in memory, started by the first test that asks and ended with the process.</summary>
public static class AzuriteFixture
{
    private static readonly Lazy<Task<Azurite>> Shared = new(() => Azurite.StartInMemoryAsync(Console.Error.WriteLine));

    public static Task<Azurite> SharedAsync() => Shared.Value;

    public static async Task<string> ConnectionStringAsync() => (await SharedAsync()).ConnectionString;

    /// <summary>A name that no other test has; good for tables and queues alike.</summary>
    public static string UniqueName() => $"t{Guid.NewGuid():N}";

    /// <summary>An empty table of its own.</summary>
    public static async Task<TableClient> TableAsync(TableClientOptions? options = null)
    {
        var table = new TableClient(await ConnectionStringAsync(), UniqueName(), options);
        await table.CreateAsync();
        return table;
    }

    /// <summary>An empty queue of its own.</summary>
    public static async Task<QueueClient> QueueAsync(QueueClientOptions? options = null)
    {
        var queue = new QueueClient(await ConnectionStringAsync(), UniqueName(), options);
        await queue.CreateAsync();
        return queue;
    }
}
