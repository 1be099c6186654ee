using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Platform;

/// <summary>What groups of rows share when they come at once, and what they must never share.</summary>
public sealed class GroupCommitTableTests : IAsyncLifetime
{
    private readonly string partition = ProductTables.Name();
    private readonly Door door = new();
    private TableClient table = null!;
    private GroupCommitTable groups = null!;

    public async ValueTask InitializeAsync()
    {
        await ProductTables.OpenAsync();
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        options.AddPolicy(door, HttpPipelinePosition.PerCall);
        table = new TableServiceClient(await AzuriteFixture.ConnectionStringAsync(), options).GetTableClient(OpinionTable.TableName);
        groups = new GroupCommitTable(table);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_group_that_meets_no_rush_goes_alone_and_at_once()
    {
        Assert.NotNull(await AddAsync("a"));
        Assert.Equal(1, door.Came);
        Assert.Null(await AddAsync("a"));
    }

    [Fact]
    public async Task In_a_rush_groups_of_a_partition_share_transactions_of_at_most_100_rows()
    {
        door.Close();
        var added = Enumerable.Range(0, GroupCommitTable.Turns + 67).Select(at => AddAsync($"{at:D3}")).ToList();
        Assert.Equal(GroupCommitTable.Turns, door.Came);
        door.Open();
        Assert.DoesNotContain(null, await Task.WhenAll(added));
        // 67 groups of three rows: 33, 33 and 1.
        Assert.Equal(GroupCommitTable.Turns + 3, door.Came);
        Assert.Equal(added.Count * 3, await CountAsync(partition));
    }

    [Fact]
    public async Task Groups_get_the_entity_tags_of_their_own_rows()
    {
        var rush = Rush();
        Task<ETag?>[] added = [AddAsync("a"), AddAsync("b"), AddAsync("c")];
        door.Open();
        await rush;
        foreach (var (name, tag) in new[] { "a", "b", "c" }.Zip(await Task.WhenAll(added)))
            Assert.Equal((await table.GetEntityAsync<TableEntity>(partition, $"{name}1")).Value.ETag, tag);
    }

    [Fact]
    public async Task Partitions_do_not_share()
    {
        var (rush, other) = (Rush(), ProductTables.Name());
        Task<ETag?>[] added = [AddAsync("a"), AddAsync("b", other), AddAsync("c"), AddAsync("d", other)];
        door.Open();
        await rush;
        Assert.DoesNotContain(null, await Task.WhenAll(added));
        Assert.Equal(GroupCommitTable.Turns + 2, door.Came);
        Assert.Equal((6, 6), (await CountAsync(partition), await CountAsync(other)));
    }

    [Fact]
    public async Task A_group_that_was_there_before_does_not_keep_the_others_out()
    {
        Assert.NotNull(await AddAsync("b"));
        var rush = Rush();
        Task<ETag?>[] added = [AddAsync("a"), AddAsync("b"), AddAsync("c")];
        door.Open();
        await rush;
        Assert.Equal([true, false, true], (await Task.WhenAll(added)).Select(tag => tag is not null));
        Assert.Equal(9, await CountAsync(partition));
    }

    [Fact]
    public async Task A_group_that_waited_alone_and_was_there_before_costs_one_call()
    {
        Assert.NotNull(await AddAsync("a"));
        var rush = Rush();
        var before = door.Came;
        var again = AddAsync("a");
        door.Open();
        await rush;
        Assert.Null(await again);
        Assert.Equal(before + 1, door.Came);
    }

    [Fact]
    public async Task The_same_group_twice_in_one_rush_is_added_once()
    {
        var rush = Rush();
        Task<ETag?>[] added = [AddAsync("a"), AddAsync("b"), AddAsync("a")];
        door.Open();
        await rush;
        var tags = await Task.WhenAll(added);
        Assert.NotNull(tags[1]);
        Assert.Single([tags[0], tags[2]], tag => tag is not null);
        Assert.Equal(6, await CountAsync(partition));
    }

    [Fact]
    public async Task Who_gives_up_while_he_waits_is_told_at_once_and_leaves_no_row()
    {
        var rush = Rush();
        using var patience = new CancellationTokenSource();
        var (impatient, patient) = (AddAsync("a", cancel: patience.Token), AddAsync("b"));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        door.Open();
        await rush;
        Assert.NotNull(await patient);
        Assert.Equal(3, await CountAsync(partition));
    }

    [Fact]
    public async Task A_fault_is_told_to_all_who_shared_it_and_the_turns_come_back()
    {
        var rush = Rush();
        Task<ETag?>[] added = [AddAsync("a"), AddAsync("b")];
        door.Break();
        await Assert.ThrowsAsync<StorageCut.CutException>(() => rush);
        foreach (var one in added) await Assert.ThrowsAsync<StorageCut.CutException>(() => one);
        door.Mend();
        Assert.NotNull(await AddAsync("c"));
        var before = door.Came;
        var again = Rush();
        Assert.Equal(before + GroupCommitTable.Turns, door.Came);
        door.Open();
        await again;
        Assert.Equal(3, await CountAsync(partition));
    }

    /// <summary>Takes every turn, with rows of partitions nobody else uses, and holds them at the closed door.</summary>
    private Task Rush()
    {
        door.Close();
        return Task.WhenAll(Enumerable.Range(0, GroupCommitTable.Turns).Select(_ => AddAsync("r", ProductTables.Name())).ToList());
    }

    private Task<ETag?> AddAsync(string name, string? at = null, CancellationToken cancel = default) =>
        groups.TryAddAsync([.. Enumerable.Range(1, 3).Select(row => new TableEntity(at ?? partition, $"{name}{row}") { ["Of"] = name })], cancel);

    private async Task<int> CountAsync(string of)
    {
        var count = 0;
        await foreach (var _ in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {of}"))) count++;
        return count;
    }

    /// <summary>Holds transactions until it is opened, and counts those that came.</summary>
    private sealed class Door : HttpPipelinePolicy
    {
        private TaskCompletionSource open = Opened();
        private int came;

        public int Came => came;

        public void Close() => open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => open.TrySetResult();

        /// <summary>Those that wait, and all that come from now on, fail.</summary>
        public void Break() => open.TrySetException(new StorageCut.CutException());

        public void Mend() => open = Opened();

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Method == RequestMethod.Post)
            {
                Interlocked.Increment(ref came);
                await open.Task;
            }
            await ProcessNextAsync(message, pipeline);
        }

        private static TaskCompletionSource Opened()
        {
            var opened = new TaskCompletionSource();
            opened.SetResult();
            return opened;
        }
    }
}
