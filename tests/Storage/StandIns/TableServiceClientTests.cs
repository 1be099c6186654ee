using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>The tables of an account.</summary>
[Covers(typeof(TableServiceClient), ".ctor(String)", ".ctor(String, TableClientOptions)")]
[Covers(typeof(TableItem))]
public sealed class TableServiceClientTests
{
    [Fact]
    [Covers(typeof(TableServiceClient), nameof(TableServiceClient.AccountName), nameof(TableServiceClient.Uri))]
    public async Task A_service_client_knows_its_account_and_address()
    {
        var service = await ServiceAsync();
        Assert.Equal("devstoreaccount1", service.AccountName);
        Assert.Equal((await AzuriteFixture.SharedAsync()).TableEndpoint, service.Uri);
    }

    [Fact]
    [Covers(typeof(TableServiceClient), nameof(TableServiceClient.CreateTableAsync), nameof(TableServiceClient.GetTableClient))]
    public async Task A_table_is_created_once()
    {
        var service = await ServiceAsync();
        var name = AzuriteFixture.UniqueName();
        var created = await service.CreateTableAsync(name);
        Assert.Equal((name, 204), (created.Value.Name, created.GetRawResponse().Status));
        await Failing.WithAsync(409, "TableAlreadyExists", () => service.CreateTableAsync(name));
        var table = service.GetTableClient(name);
        Assert.Equal((name, service.AccountName), (table.Name, table.AccountName));
        Assert.Equal(204, (await table.AddEntityAsync(new TableEntity("p", "r"))).Status);
    }

    [Fact]
    [Covers(typeof(TableServiceClient), nameof(TableServiceClient.CreateTableIfNotExistsAsync))]
    public async Task A_table_that_is_there_is_not_an_error_when_created_if_not_exists()
    {
        var service = await ServiceAsync();
        var name = AzuriteFixture.UniqueName();
        Assert.Equal(204, (await service.CreateTableIfNotExistsAsync(name)).GetRawResponse().Status);
        var again = await service.CreateTableIfNotExistsAsync(name);
        Assert.Equal((name, 409), (again.Value.Name, again.GetRawResponse().Status));
    }

    [Fact]
    public async Task A_name_that_no_table_may_have_is_refused_even_if_not_exists()
    {
        var service = await ServiceAsync();
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableIfNotExistsAsync("1-x"));
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_an_error_even_if_not_exists()
    {
        const string Body = """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"Try again later."}}}""";
        await using var server = CannedServer.With(CannedServer.Answer(409, Body));
        var service = new TableServiceClient(server.Address, new TableSharedKeyCredential("a", "a2V5"));
        await Failing.WithAsync(409, "TableBeingDeleted", () => service.CreateTableIfNotExistsAsync("t1x"));
        await Failing.WithAsync(409, "TableBeingDeleted", () => service.GetTableClient("t1x").CreateIfNotExistsAsync());
    }

    [Fact]
    [Covers(typeof(TableServiceClient), nameof(TableServiceClient.DeleteTableAsync))]
    public async Task A_table_is_deleted_and_deleting_it_again_is_no_error()
    {
        var service = await ServiceAsync();
        var name = AzuriteFixture.UniqueName();
        await service.CreateTableAsync(name);
        Assert.Equal(204, (await service.DeleteTableAsync(name)).Status);
        Assert.Equal(404, (await service.DeleteTableAsync(name)).Status);
        Assert.Equal(0, await service.QueryAsync((FormattableString)$"TableName eq {name}").CountAsync());
    }

    [Fact]
    [Covers(typeof(TableServiceClient), "QueryAsync(String, Nullable<Int32>, CancellationToken)", "QueryAsync(FormattableString, Nullable<Int32>, CancellationToken)")]
    [Covers(typeof(TableServiceClient), nameof(TableServiceClient.CreateQueryFilter))]
    public async Task Tables_are_listed_by_filter()
    {
        var service = await ServiceAsync();
        var name = AzuriteFixture.UniqueName();
        await service.CreateTableAsync(name);
        Assert.Equal($"TableName eq '{name}'", TableServiceClient.CreateQueryFilter($"TableName eq {name}"));
        Assert.Equal(name, (await service.QueryAsync((FormattableString)$"TableName eq {name}").SingleAsync()).Name);
        Assert.Equal(name, (await service.QueryAsync(filter: TableServiceClient.CreateQueryFilter($"TableName eq {name}")).SingleAsync()).Name);
        Assert.Contains(name, await service.QueryAsync().Select(item => item.Name).ToListAsync());
    }

    [Fact]
    public async Task Tables_are_listed_in_pages_that_go_on_where_the_token_says()
    {
        await using var server = CannedServer.With(
            CannedServer.Answer(200, """{"value":[{"TableName":"a"},{"TableName":"b"}]}""", "x-ms-continuation-NextTableName: c d"),
            CannedServer.Answer(200, """{"value":[{"TableName":"c"}]}"""));
        var service = new TableServiceClient(server.Address, new TableSharedKeyCredential("a", "a2V5"));
        var pages = await service.QueryAsync(maxPerPage: 2).AsPages().ToListAsync();
        Assert.Equal(["a", "b", "c"], pages.SelectMany(page => page.Values).Select(item => item.Name));
        Assert.Equal(["c d", null], pages.Select(page => page.ContinuationToken));
        Assert.Contains("&$top=2 HTTP", server.Requests[0]);
        Assert.Contains("&$top=2&NextTableName=c%20d HTTP", server.Requests[1]);
    }

    private static async Task<TableServiceClient> ServiceAsync() => new(await AzuriteFixture.ConnectionStringAsync());
}
