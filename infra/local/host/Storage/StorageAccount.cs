using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Queues;

namespace Serverless.Local;

/// <summary>The account the host works on: a given one, or an Azurite of its own that ends with it.</summary>
internal sealed class StorageAccount(string connection, string folder, IAsyncDisposable? owned) : IAsyncDisposable
{
    // Made late: the storage libraries are not loaded before the first request can be answered.
    private readonly Lazy<QueueServiceClient> queues = new(() => new QueueServiceClient(
        connection, new QueueClientOptions { Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false } }));

    public string Connection => connection;

    /// <summary>A client without message encoding.</summary>
    public QueueServiceClient Queues => queues.Value;

    /// <summary>Where timers keep their status: those of two accounts must not share it.</summary>
    public string TimersFolder => Path.Combine(
        folder, "timers", owned is not null ? "own" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Queues.Uri.AbsoluteUri)))[..12]);

    public string Description => owned is not null ? $"Azurite at {Queues.Uri.Authority}" : Queues.Uri.Authority;

    public static async Task<StorageAccount> OpenAsync(string? given, DataFolder folder, HostOutput output, CancellationToken cancel)
    {
        if (given is not null) return new StorageAccount(given, folder.Path, owned: null);
        output.Say($"Starting Azurite on the data in {folder.Path}");
        var azurite = await output.WhileAsync(Azurite.StartAsync(Path.Combine(folder.Path, "azurite"), output.Say, cancel), "starting Azurite");
        return new StorageAccount(azurite.ConnectionString, folder.Path, azurite);
    }

    /// <exception cref="ArgumentException">The given connection string is malformed.</exception>
    public void Check()
    {
        try
        {
            _ = queues.Value;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            // The fault's text may repeat the key.
            throw new ArgumentException("The option --storage takes a storage connection string, such as UseDevelopmentStorage=true.");
        }
    }

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
