using Azure.Data.Tables;
using Azure.Storage.Queues;
using Serverless.Local;
using Serverless.Platform;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>An emulator of its own, because the timers list every station there is; its tests run one after another.</summary>
public sealed class ReminderStorage : IAsyncLifetime
{
    private Azurite? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);

    public ValueTask DisposeAsync() => azurite!.DisposeAsync();

    /// <summary>Empty tables and queues.</summary>
    public async Task EmptyAsync()
    {
        var tables = new TableServiceClient(ConnectionString);
        foreach (var table in StorageSchema.Tables)
        {
            await tables.DeleteTableAsync(table);
            await tables.CreateTableAsync(table);
        }
        var queues = new QueueServiceClient(ConnectionString);
        foreach (var queue in StorageSchema.Queues.Select(queues.GetQueueClient))
        {
            await queue.CreateIfNotExistsAsync();
            await queue.ClearMessagesAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class ReminderCollection : ICollectionFixture<ReminderStorage>
{
    public const string Name = "Reminders";
}
