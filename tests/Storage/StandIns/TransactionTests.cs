using Azure;
using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>Several rows of one partition, all or none.</summary>
[Covers(typeof(TableClient), nameof(TableClient.SubmitTransactionAsync))]
[Covers(typeof(TableTransactionActionType))]
public sealed class TransactionTests
{
    [Fact]
    [Covers(typeof(TableTransactionAction))]
    public async Task Every_kind_of_action_does_what_it_says_and_answers_in_order()
    {
        var table = await AzuriteFixture.TableAsync();
        foreach (var key in new[] { "merge", "replace", "gone", "upsert-merge", "upsert-replace" })
            await table.AddEntityAsync(new TableEntity("p", key) { ["Old"] = 1 });
        var done = await table.SubmitTransactionAsync(
        [
            Action(TableTransactionActionType.Add, "added"),
            Action(TableTransactionActionType.UpdateMerge, "merge"),
            Action(TableTransactionActionType.UpdateReplace, "replace"),
            Action(TableTransactionActionType.Delete, "gone"),
            Action(TableTransactionActionType.UpsertMerge, "upsert-merge"),
            Action(TableTransactionActionType.UpsertReplace, "upsert-replace"),
        ]);
        Assert.Equal(202, done.GetRawResponse().Status);
        Assert.All(done.Value, part => Assert.Equal((204, "No Content", false), (part.Status, part.ReasonPhrase, part.IsError)));
        var rows = await table.QueryAsync<TableEntity>().ToDictionaryAsync(row => row.RowKey, row => (row.GetInt32("Old"), row.GetInt32("New")));
        Assert.Equal(
            new()
            {
                ["added"] = (null, 2), ["merge"] = (1, 2), ["replace"] = (null, 2), ["upsert-merge"] = (1, 2), ["upsert-replace"] = (null, 2),
            },
            rows);
        Assert.Equal(await EtagsAsync(table, "added", "merge", "replace"), done.Value.Take(3).Select(part => part.Headers.ETag!.Value));
    }

    [Fact]
    public async Task An_update_without_a_version_creates_the_row()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.SubmitTransactionAsync([Action(TableTransactionActionType.UpdateMerge, "1"), Action(TableTransactionActionType.UpdateReplace, "2")]);
        Assert.Equal(2, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_version_that_is_no_longer_fails_all(TableTransactionActionType type)
    {
        var table = await AzuriteFixture.TableAsync();
        var old = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        var failure = await FailsAsync(table, Action(TableTransactionActionType.Add, "1"), Action(type, "r", old));
        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal("r", (await table.QueryAsync<TableEntity>().SingleAsync()).RowKey);
    }

    [Fact]
    public async Task The_right_version_passes()
    {
        var table = await AzuriteFixture.TableAsync();
        var etag = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        etag = (await table.SubmitTransactionAsync([Action(TableTransactionActionType.UpdateMerge, "r", etag)])).Value[0].Headers.ETag!.Value;
        await table.SubmitTransactionAsync([Action(TableTransactionActionType.Delete, "r", etag)]);
        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [Covers(typeof(TableTransactionFailedException))]
    public async Task The_action_that_failed_is_told_and_nothing_is_stored(int failing)
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", failing.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var failure = await FailsAsync(table, [.. new[] { "0", "1", "2" }.Select(key => Action(TableTransactionActionType.Add, key))]);
        Assert.Equal((409, "EntityAlreadyExists", failing), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal(1, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_row_that_is_not_there_fails_the_whole_when_deleted()
    {
        var table = await AzuriteFixture.TableAsync();
        var failure = await FailsAsync(table, Action(TableTransactionActionType.Add, "1"), Action(TableTransactionActionType.Delete, "none"));
        Assert.Equal((404, "ResourceNotFound", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal(0, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_row_stands_once_in_a_transaction()
    {
        var table = await AzuriteFixture.TableAsync();
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(
            [Action(TableTransactionActionType.Add, "1"), Action(TableTransactionActionType.UpsertMerge, "1")]));
        Assert.Equal((400, "InvalidDuplicateRow"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_hundred_actions_pass_and_one_more_does_not()
    {
        var table = await AzuriteFixture.TableAsync();
        var actions = Enumerable.Range(0, 101).Select(number => Action(TableTransactionActionType.Add, $"{number:000}")).ToArray();
        Assert.Equal(100, (await table.SubmitTransactionAsync(actions.Take(100))).Value.Count);
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(actions));
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_transaction_without_actions_or_with_a_null_is_a_mistake_of_the_caller()
    {
        var table = await AzuriteFixture.TableAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync(null));
        Assert.Throws<ArgumentNullException>(() => new TableTransactionAction(TableTransactionActionType.Add, null));
        await Assert.ThrowsAsync<ArgumentNullException>(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", null))]));
    }

    [Fact]
    public void An_action_holds_what_it_was_given()
    {
        var entity = new TableEntity("p", "r");
        var action = new TableTransactionAction(TableTransactionActionType.UpdateMerge, entity, new ETag("x"));
        Assert.Equal((TableTransactionActionType.UpdateMerge, new ETag("x")), (action.ActionType, action.ETag));
        Assert.Same(entity, action.Entity);
        Assert.Equal(default, new TableTransactionAction(TableTransactionActionType.Add, entity).ETag);
    }

    [Theory]
    [InlineData("12:The specified entity already exists.", 12)]
    [InlineData("The specified entity already exists.", null)]
    [InlineData("Note: no index", null)]
    public void The_index_is_read_from_the_message(string message, int? index) =>
        Assert.Equal(index, new TableTransactionFailedException(new(409, message, "EntityAlreadyExists", null)).FailedTransactionActionIndex);

    private static TableTransactionAction Action(TableTransactionActionType type, string rowKey, ETag etag = default) =>
        new(type, new TableEntity("p", rowKey) { ["New"] = 2 }, etag);

    private static Task<TableTransactionFailedException> FailsAsync(TableClient table, params TableTransactionAction[] actions) =>
        Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));

    private static async Task<List<ETag>> EtagsAsync(TableClient table, params string[] keys)
    {
        var etags = new List<ETag>();
        foreach (var key in keys)
            etags.Add((await table.GetEntityAsync<TableEntity>("p", key)).Value.ETag);
        return etags;
    }
}
