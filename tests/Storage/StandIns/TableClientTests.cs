using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>A table as a whole.</summary>
[Covers(typeof(TableClient), ".ctor(String, String)", ".ctor(String, String, TableClientOptions)")]
public sealed class TableClientTests
{
    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.AccountName), nameof(TableClient.Name), nameof(TableClient.Uri))]
    public async Task A_table_client_knows_its_account_name_and_address()
    {
        var table = new TableClient(await AzuriteFixture.ConnectionStringAsync(), "stations");
        Assert.Equal(("devstoreaccount1", "stations"), (table.AccountName, table.Name));
        Assert.Equal($"{(await AzuriteFixture.SharedAsync()).TableEndpoint}/stations", table.Uri.AbsoluteUri);
    }

    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.CreateAsync), nameof(TableClient.CreateIfNotExistsAsync))]
    public async Task A_table_is_created_once_and_if_not_exists_any_number_of_times()
    {
        var table = new TableClient(await AzuriteFixture.ConnectionStringAsync(), AzuriteFixture.UniqueName());
        Assert.Equal(table.Name, (await table.CreateAsync()).Value.Name);
        await Failing.WithAsync(409, "TableAlreadyExists", () => table.CreateAsync());
        Assert.Equal(409, (await table.CreateIfNotExistsAsync()).GetRawResponse().Status);
        Assert.Equal(table.Name, (await table.CreateIfNotExistsAsync()).Value.Name);
    }

    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.DeleteAsync))]
    public async Task A_table_is_deleted_and_deleting_it_again_is_no_error()
    {
        var table = await AzuriteFixture.TableAsync();
        Assert.Equal(204, (await table.DeleteAsync()).Status);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
    }

    [Fact]
    public async Task Without_the_table_every_write_is_refused()
    {
        var table = new TableClient(await AzuriteFixture.ConnectionStringAsync(), AzuriteFixture.UniqueName());
        await Failing.WithAsync(404, "TableNotFound", () => table.AddEntityAsync(new TableEntity("p", "r")));
        await Failing.WithAsync(404, "TableNotFound", () => table.UpsertEntityAsync(new TableEntity("p", "r")));
        await Failing.WithAsync(404, "TableNotFound", () => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public void A_table_has_a_name()
    {
        Assert.Throws<ArgumentNullException>(() => new TableClient("UseDevelopmentStorage=true", null));
        Assert.Throws<ArgumentException>(() => new TableClient("UseDevelopmentStorage=true", ""));
    }
}
