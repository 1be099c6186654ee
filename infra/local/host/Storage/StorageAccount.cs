using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Queues;

namespace Serverless.Local;

/// <summary>The account the host works on: a given one, or an Azurite of its own that ends with it.</summary>
internal sealed class StorageAccount(string connection, IAsyncDisposable? owned) : IAsyncDisposable
{
    // Made late: the storage libraries are not loaded before the first request can be answered.
    private readonly Lazy<QueueServiceClient> queues = new(() => new QueueServiceClient(connection));

    public string Connection => connection;

    /// <summary>A name for what is kept beside the account: timers of two accounts must not share their status.</summary>
    public string FolderName => owned is not null ? "own" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queues.Value.Uri.AbsoluteUri)))[..12];

    public string Description => owned is not null ? $"Azurite at {queues.Value.Uri.Authority}" : queues.Value.Uri.Authority;

    public static async Task<StorageAccount> OpenAsync(HostSettings settings, Action<string> say, CancellationToken cancel)
    {
        if (settings.Storage is { } given) return new StorageAccount(given, owned: null);
        var azurite = await Azurite.StartAsync(Path.Combine(settings.DataFolder, "azurite"), say, cancel);
        return new StorageAccount(azurite.ConnectionString, azurite);
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
