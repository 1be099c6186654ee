using Azure.Data.Tables;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage;

/// <summary>Writes of any size are whole, whoever writes at once and wherever it breaks.</summary>
public sealed class PartitionTableTests : IAsyncLifetime
{
    /// <summary>More than one transaction takes.</summary>
    private const int Many = 250;

    private readonly string partition = ProductTables.Name();
    private Product product = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => product = await Product.OpenAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_a_large_write_is_cut_all_of_it_or_nothing_is_there_once_the_gate_was_passed(bool afterCall)
    {
        var steps = 0;
        for (var done = true; done; steps++)
        {
            var (rows, name) = Rows(steps);
            await rows.TakeTurnsAsync<bool>(async turn => await rows.WriteAsync(turn, Some(name, 1, "old"), [], Cancel) is not null, Cancel);
            product.Cut.At(steps + 1, afterCall);
            try
            {
                await WriteAsync(rows, name);
            }
            catch (StorageCut.CutException)
            {
            }

            done = product.Cut.Done;
            product.Cut.Heal();
            await rows.FinishAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancel);
            var found = await AllAsync(name);
            Assert.True(
                found.Count == Many && found.All(row => row.GetString("Text") == "new") || Assert.Single(found).GetString("Text") == "old",
                $"cut at {steps + 1}: {found.Count} rows");

            // A repeat leads to the same whatever the cut left, and nothing stays beside.
            await WriteAsync(rows, name);
            Assert.Equal(Many, (await AllAsync(name)).Count(row => row.GetString("Text") == "new"));
            await rows.FinishAsync(DateTimeOffset.UtcNow.AddHours(1), Cancel);
            Assert.Equal(1, (await AllAsync(name, own: false)).Count - Many);
        }

        // The gate, the parts, the law, the parts again, three times, the gate.
        Assert.Equal(8 + 1, steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_was_done_before_a_crash_is_not_done_again_over_a_later_one(bool afterCall)
    {
        // From the law on: each part, and the gate.
        for (var step = 3; step <= 8; step++)
        {
            var (rows, name) = Rows(100 + step);
            product.Cut.At(step, afterCall);
            await Assert.ThrowsAsync<StorageCut.CutException>(() => WriteAsync(rows, name));
            product.Cut.Heal();
            var later = await rows.TakeTurnsAsync<bool>(async turn => await rows.WriteAsync(turn, Some(name, 1, "later"), [], Cancel) is not null, Cancel);
            Assert.Null(later.Refusal);
            await rows.FinishAsync(DateTimeOffset.UtcNow.AddHours(1), Cancel);
            Assert.Equal("later", (await AllAsync(name))[0].GetString("Text"));
        }
    }

    [Fact]
    public async Task Of_many_writers_at_once_small_and_large_none_is_lost()
    {
        var (rows, name) = Rows(0);
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => rows.TakeTurnsAsync<int>(async turn =>
        {
            var seen = (await AllAsync(name)).FirstOrDefault()?.GetString("Text");
            var next = int.Parse(seen ?? "0") + 1;
            return await rows.WriteAsync(turn, Some(name, i % 2 == 0 ? 1 : Many, $"{next}"), [], Cancel) is null ? (Outcome<int>?)null : next;
        }, Cancel)));
        Assert.Equal(Enumerable.Range(1, 8), counts.Select(count => count.Refused(out _, out var number) ? 0 : number).Order());
        Assert.Equal("8", (await AllAsync(name))[0].GetString("Text"));
    }

    [Fact]
    public async Task What_is_to_go_and_is_not_there_hinders_nothing()
    {
        var (rows, name) = Rows(0);
        foreach (var count in new[] { 2, Many })
        {
            var done = await rows.TakeTurnsAsync<bool>(async turn => await rows.WriteAsync(turn, Some(name, count, "new"), ["q1", "q2"], Cancel) is not null, Cancel);
            Assert.Null(done.Refusal);
            Assert.Equal(count, (await AllAsync(name)).Count);
        }
    }

    [Fact]
    public async Task A_small_write_is_two_calls_and_a_large_one_a_few_for_each_hundred_rows()
    {
        var (rows, name) = Rows(0);
        product.Calls.Clear();
        await rows.TakeTurnsAsync<bool>(async turn => await rows.WriteAsync(turn, Some(name, 99, "new"), [], Cancel) is not null, Cancel);
        Assert.Equal(2, product.Calls.Made);
        product.Calls.Clear();
        await WriteAsync(rows, name);
        Assert.Equal(8, product.Calls.Made);
    }

    private static Task<Outcome<bool>> WriteAsync(PartitionTable rows, string name) =>
        rows.TakeTurnsAsync<bool>(async turn => await rows.WriteAsync(turn, Some(name, Many, "new"), [], Cancel) is null ? (Outcome<bool>?)null : true, Cancel);

    private (PartitionTable Rows, string Partition) Rows(int number) => (new(product.Table(StationTable.TableName), $"{partition}{number}"), $"{partition}{number}");

    private static TableEntity[] Some(string partition, int count, string text) => [.. Enumerable.Range(0, count).Select(i => new TableEntity(partition, $"p{i:D4}") { ["Text"] = text })];

    private async Task<List<TableEntity>> AllAsync(string partition, bool own = true)
    {
        var all = new List<TableEntity>();
        // Not through the client that is cut.
        var table = (await ProductTables.OpenAsync()).GetTableClient(StationTable.TableName);
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Cancel))
            if (!own || string.CompareOrdinal(row.RowKey, "~") < 0) all.Add(row);
        return all;
    }
}
