using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>Many rows at a time.</summary>
[Covers(typeof(TableClient), nameof(TableClient.QueryAsync), nameof(TableClient.CreateQueryFilter))]
public sealed class QueryTests
{
    [Fact]
    public async Task Rows_come_in_the_order_of_their_keys()
    {
        var table = await FilledAsync(5);
        var read = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["000", "001", "002", "003", "004"], read.Select(row => row.RowKey));
        Assert.All(read, row => Assert.NotEqual(default, row.ETag));
    }

    [Fact]
    public async Task A_filter_narrows_and_a_selection_leaves_out()
    {
        var table = await FilledAsync(5);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and RowKey ge {"001"} and Number lt {3L}");
        var read = await table.QueryAsync<TableEntity>(filter, select: ["RowKey", "Number"]).ToListAsync();
        Assert.Equal([("001", 1L), ("002", 2L)], read.Select(row => (row.RowKey, row.GetInt64("Number")!.Value)));
        Assert.All(read, row => Assert.Equal((null, null), (row.PartitionKey, row.Timestamp)));
        Assert.All(read, row => Assert.NotEqual(default, row.ETag));
    }

    [Fact]
    public async Task No_row_is_no_error()
    {
        var table = await AzuriteFixture.TableAsync();
        Assert.Empty(await table.QueryAsync<TableEntity>("PartitionKey eq 'none'").ToListAsync());
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_an_error_when_the_first_page_is_fetched()
    {
        var table = new TableClient(await AzuriteFixture.ConnectionStringAsync(), AzuriteFixture.UniqueName());
        var query = table.QueryAsync<TableEntity>();
        await Failing.WithAsync(404, "TableNotFound", () => query.ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_wrong_filter_is_refused_by_the_service()
    {
        var table = await AzuriteFixture.TableAsync();
        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => table.QueryAsync<TableEntity>("PartitionKey is 'p'").ToListAsync().AsTask());
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_query_goes_page_by_page_to_the_end()
    {
        var table = await FilledAsync(5);
        var pages = await table.QueryAsync<TableEntity>(maxPerPage: 2).AsPages().ToListAsync();
        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal([false, false, true], pages.Select(page => string.IsNullOrEmpty(page.ContinuationToken)));
        Assert.Equal(5, pages.SelectMany(page => page.Values).DistinctBy(row => row.RowKey).Count());
        Assert.All(pages, page => Assert.Equal(200, page.GetRawResponse().Status));
    }

    [Fact]
    public async Task A_query_goes_on_at_another_time_from_its_token()
    {
        var table = await FilledAsync(5);
        var first = await table.QueryAsync<TableEntity>(maxPerPage: 2).AsPages().FirstAsync();
        var rest = await table.QueryAsync<TableEntity>(maxPerPage: 2).AsPages(first.ContinuationToken).ToListAsync();
        Assert.Equal(["002", "003", "004"], rest.SelectMany(page => page.Values).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Over_a_thousand_rows_come_in_more_than_one_page_without_asking()
    {
        var table = await FilledAsync(1001);
        var pages = await table.QueryAsync<TableEntity>(select: ["RowKey"]).AsPages().ToListAsync();
        Assert.Equal([1000, 1], pages.Select(page => page.Values.Count));
    }

    [Theory]
    [InlineData("1!8!cA--", "1!4!cg--", "1!8!cA-- 1!4!cg--", "&NextPartitionKey=1%218%21cA--&NextRowKey=1%214%21cg-- HTTP")]
    [InlineData("p/+=", null, "p/+= ", "&NextPartitionKey=p%2F%2B%3D HTTP")]
    public async Task The_token_carries_both_keys_and_the_row_key_may_be_absent(string partition, string? row, string token, string sent)
    {
        string[] headers = row is null
            ? [$"x-ms-continuation-NextPartitionKey: {partition}"]
            : [$"x-ms-continuation-NextPartitionKey: {partition}", $"x-ms-continuation-NextRowKey: {row}"];
        await using var server = CannedServer.With(
            CannedServer.Answer(200, """{"value":[]}""", headers),
            CannedServer.Answer(200, """{"odata.metadata":"m","value":[{"RowKey":"r"}]}"""));
        var table = new TableClient(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"));
        var pages = await table.QueryAsync<TableEntity>("A eq 1", 1, ["RowKey", "A"]).AsPages().ToListAsync();
        Assert.Equal([token, null], pages.Select(page => page.ContinuationToken));
        Assert.Equal([0, 1], pages.Select(page => page.Values.Count));
        Assert.StartsWith("GET /t1x()?$format=application%2Fjson%3Bodata%3Dminimalmetadata&", server.Requests[0]);
        Assert.All(server.Requests, request => Assert.Contains("&$filter=A%20eq%201&$top=1&$select=RowKey%2CA", request));
        Assert.Contains(sent, server.Requests[1]);
    }

    private static async Task<TableClient> FilledAsync(int count)
    {
        var table = await AzuriteFixture.TableAsync();
        foreach (var hundred in Enumerable.Range(0, count).Chunk(100))
            await table.SubmitTransactionAsync(hundred.Select(number =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{number:000}") { ["Number"] = (long)number })));
        return table;
    }
}
