using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Tests.Kit;

/// <summary>
/// The product's tables on the tests' emulator. All tests of a process share them, so each makes ids of its own with
/// <see cref="StationId"/> and its like and never counts what it did not write.
/// </summary>
public static class ProductTables
{
    private static readonly Lazy<Task<TableServiceClient>> Shared = new(CreateAsync);

    public static Task<TableServiceClient> OpenAsync() => Shared.Value;

    /// <summary>A station id no other test has.</summary>
    public static string StationId() => $"t{Guid.NewGuid():N}"[..16];

    /// <summary>A person's id, an OpenID, a street or the like that no other test has.</summary>
    public static string Name() => $"x{Guid.NewGuid():N}"[..24];

    private static async Task<TableServiceClient> CreateAsync()
    {
        var storage = new TableServiceClient(await AzuriteFixture.ConnectionStringAsync());
        foreach (var table in StorageSchema.Tables) await storage.CreateTableIfNotExistsAsync(table);
        return storage;
    }
}
