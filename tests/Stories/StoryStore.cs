using Azure.Data.Tables;
using Serverless.Local;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>An emulator and a data folder of a story's own, over which hosts come and go.</summary>
public sealed class StoryStore : IAsyncDisposable
{
    private readonly DirectoryInfo folder;

    private StoryStore(DirectoryInfo folder, Azurite azurite) => (this.folder, Azurite) = (folder, azurite);

    public Azurite Azurite { get; }

    /// <summary>Where hosts keep the status of their timers.</summary>
    public string DataFolder => folder.FullName;

    public static async Task<StoryStore> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("story-");
        return new(folder, await Azurite.StartAsync(Path.Combine(folder.FullName, "azurite"), Console.Error.WriteLine));
    }

    /// <summary>The same emulator with a data folder for one more host at the same time.</summary>
    public StoryStore Beside() => new(folder.CreateSubdirectory(AzuriteFixture.UniqueName()), Azurite);

    /// <summary>Every row there is, for "nothing was stored": table, keys and entity tag.</summary>
    public async Task<IReadOnlyList<string>> SnapshotAsync()
    {
        var (tables, all) = (new TableServiceClient(Azurite.ConnectionString), new List<string>());
        foreach (var table in StorageSchema.Tables)
            await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>()) all.Add($"{table} {row.PartitionKey} {row.RowKey} {row.ETag}");
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
