namespace Serverless.Local;

/// <summary>The tables and queues an app needs.</summary>
public sealed record StoreNames(IReadOnlyList<string> Tables, IReadOnlyList<string> Queues)
{
    public static readonly StoreNames None = new([], []);

    public static readonly StoreNames OfProduct = new(Platform.StorageSchema.Tables, Platform.StorageSchema.Queues);
}
