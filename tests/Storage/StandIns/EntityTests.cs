using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>One row: written, read, changed and removed, and every no the service has for it.</summary>
public sealed class EntityTests
{
    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.AddEntityAsync))]
    public async Task A_row_is_added_once()
    {
        var table = await AzuriteFixture.TableAsync();
        var entity = new TableEntity("p", "r") { ["Content"] = "路灯坏了" };
        var added = await table.AddEntityAsync(entity);
        Assert.Equal(204, added.Status);
        Assert.StartsWith("W/\"datetime'", added.Headers.ETag.ToString());
        Assert.Equal(default, entity.ETag);
        await Failing.WithAsync(409, TableErrorCode.EntityAlreadyExists.ToString(), () => table.AddEntityAsync(entity));
    }

    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.GetEntityAsync))]
    public async Task A_row_is_read_with_its_version_and_time()
    {
        var table = await AzuriteFixture.TableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Content"] = "路灯坏了" });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("p", "r", "路灯坏了"), (read.PartitionKey, read.RowKey, read.GetString("Content")));
        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.True(DateTimeOffset.UtcNow - read.Timestamp < TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(read.Keys, key => key.Contains("odata.", StringComparison.Ordinal) && key != "odata.etag");
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_an_error_when_read()
    {
        var table = await AzuriteFixture.TableAsync();
        await Failing.WithAsync(404, "ResourceNotFound", () => table.GetEntityAsync<TableEntity>("p", "r"));
    }

    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.GetEntityIfExistsAsync))]
    public async Task A_row_that_is_not_there_has_no_value_when_read_if_exists()
    {
        var table = await AzuriteFixture.TableAsync();
        var missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
        await table.AddEntityAsync(new TableEntity("p", "r"));
        var found = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.True(found.HasValue);
        Assert.Equal("r", found.Value!.RowKey);
    }

    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.UpsertEntityAsync))]
    [Covers(typeof(TableUpdateMode))]
    public async Task An_upsert_adds_then_merges_or_replaces()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 });
        Assert.Equal((1, 2), await AandBAsync(table));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, TableUpdateMode.Replace);
        Assert.Equal((null, 3), await AandBAsync(table));
    }

    [Fact]
    [Covers(typeof(TableClient), nameof(TableClient.UpdateEntityAsync))]
    public async Task An_update_wants_the_version_it_was_given()
    {
        var table = await AzuriteFixture.TableAsync();
        var first = (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 })).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, first)).Headers.ETag!.Value;
        Assert.NotEqual(first, second);
        Assert.Equal((1, 2), await AandBAsync(table));
        await Failing.WithAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(new TableEntity("p", "r"), first));
        await Failing.WithAsync(
            412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(new TableEntity("p", "r"), first, TableUpdateMode.Replace));
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, second, TableUpdateMode.Replace);
        Assert.Equal((null, 3), await AandBAsync(table));
    }

    [Fact]
    public async Task An_update_of_any_version_wants_the_row()
    {
        var table = await AzuriteFixture.TableAsync();
        await Failing.WithAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        await table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(204, (await table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All)).Status);
    }

    [Fact]
    public async Task An_update_without_a_version_is_a_mistake_of_the_caller()
    {
        var table = await AzuriteFixture.TableAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    [Covers(typeof(TableClient), "DeleteEntityAsync(String, String, ETag, CancellationToken)", "DeleteEntityAsync(ITableEntity, ETag, CancellationToken)")]
    public async Task A_row_is_deleted_in_any_version_or_in_the_given_one()
    {
        var table = await AzuriteFixture.TableAsync();
        var old = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await Failing.WithAsync(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", old));
        await Failing.WithAsync(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync(new TableEntity("p", "r"), old));
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync(new TableEntity("p", "r"))).Status);
    }

    [Fact]
    public async Task Entities_and_keys_are_never_null()
    {
        var table = await AzuriteFixture.TableAsync();
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync<TableEntity>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity { RowKey = "r" }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity { PartitionKey = "p" }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpsertEntityAsync(new TableEntity("p", null)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpdateEntityAsync(new TableEntity(null, "r"), ETag.All));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.GetEntityAsync<TableEntity>(null, "r"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.GetEntityIfExistsAsync<TableEntity>("p", null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync("p", null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync((ITableEntity)null!));
    }

    [Fact]
    public async Task Only_selected_properties_are_read_and_the_version_always()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["B"])).Value;
        Assert.Equal((null, null, 2), (read.PartitionKey, read.GetInt32("A"), read.GetInt32("B")));
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        var table = await AzuriteFixture.TableAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity("p", "r"), cancelled.Token));
    }

    private static async Task<(int? A, int? B)> AandBAsync(TableClient table)
    {
        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        return (entity.GetInt32("A"), entity.GetInt32("B"));
    }
}
