using Azure;
using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>Keys that need care on their way into an address.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData("it's", "'")]
    [InlineData("''", "a''b'")]
    [InlineData("南岸区", "人大代表家站😀")]
    [InlineData("two words", " leading and trailing ")]
    [InlineData("100%", "%27%2F")]
    [InlineData("a+b&c=d", "(x),RowKey=y")]
    [InlineData("", "")]
    [InlineData("~-_.!*", "[]{}|^`\"<>:;@$,")]
    public async Task A_key_reaches_its_row_whatever_stands_in_it(string partitionKey, string rowKey)
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["A"] = 1 });
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity(partitionKey, rowKey) { ["B"] = 2 })]);
        await table.UpdateEntityAsync(new TableEntity(partitionKey, rowKey) { ["C"] = 3 }, ETag.All);
        var read = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;
        Assert.Equal((partitionKey, rowKey, 1, 2, 3), (read.PartitionKey, read.RowKey, read["A"], read["B"], read["C"]));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}");
        Assert.Equal(1, await table.QueryAsync<TableEntity>(filter).CountAsync());
        Assert.Equal(204, (await table.DeleteEntityAsync(partitionKey, rowKey)).Status);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public async Task A_character_that_keys_may_not_have_is_the_services_to_refuse(string key)
    {
        var table = await AzuriteFixture.TableAsync();
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key)));
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_quote_is_doubled_and_every_reserved_character_is_encoded()
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        await new TableClient(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5")).DeleteEntityAsync("it's", "a/b ?区");
        Assert.StartsWith(
            "DELETE /t1x(PartitionKey='it%27%27s',RowKey='a%2Fb%20%3F%E5%8C%BA')?$format=application%2Fjson%3Bodata%3Dminimalmetadata HTTP/1.1\r\n",
            Assert.Single(server.Requests));
    }
}
