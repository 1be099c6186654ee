using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Queues;

namespace Serverless.Local;

/// <summary>The account the host works on: a given one, or an Azurite of its own that ends with it.</summary>
internal sealed class StorageAccount(string connection, IAsyncDisposable? owned) : IAsyncDisposable
{
    public string Connection => connection;

    public bool IsOwn => owned is not null;

    /// <exception cref="ArgumentException">The given connection string is malformed.</exception>
    public static async Task<StorageAccount> OpenAsync(HostSettings settings, Action<string> say, CancellationToken cancel)
    {
        if (settings.Storage is { } given) return new StorageAccount(Checked(given), owned: null);
#if AZURITE
        var azurite = await Azurite.StartAsync(Path.Combine(settings.DataFolder, "azurite"), say, cancel);
        return new StorageAccount(azurite.ConnectionString, azurite);
#else
        await Task.CompletedTask;
        throw new InvalidOperationException("This build has no Azurite; give an account with --storage.");
#endif
    }

    /// <summary>A name for what is kept beside the account: timers of two accounts must not share their status.</summary>
    public string FolderName => IsOwn ? "own" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(QueueUri().AbsoluteUri)))[..12];

    public Uri QueueUri() => new QueueServiceClient(connection).Uri;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Checked(string given)
    {
        try
        {
            _ = new QueueServiceClient(given);
            return given;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            // The fault's text may repeat the key.
            throw new ArgumentException("The option --storage takes a storage connection string, such as UseDevelopmentStorage=true.");
        }
    }
}
