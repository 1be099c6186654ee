using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.WireFormat;

/// <summary>
/// The official JavaScript clients read what was stored and store what is read: the wire format is proven by code that
/// no one here wrote.
/// </summary>
public sealed class WireFormatTests
{
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly DateTimeOffset At = new(2026, 11, 22, 17, 30, 15, 123, TimeSpan.FromHours(8));

    [Fact]
    public async Task What_was_stored_is_read_by_the_official_JavaScript_clients_and_the_other_way_round()
    {
        var table = await AzuriteFixture.TableAsync();
        var queue = await AzuriteFixture.QueueAsync(new() { MessageEncoding = QueueMessageEncoding.Base64 });
        var added = await table.AddEntityAsync(Everything("added"));
        var batch = await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, Everything("batch"))]);
        await queue.SendMessageAsync("路灯 😀");

        var read = await ReadBackAsync(table, queue);

        var rows = read.GetProperty("rows");
        Assert.Equal(2, rows.GetArrayLength());
        AssertEverything(rows[0], "added", added.Headers.ETag.ToString()!);
        AssertEverything(rows[1], "batch", batch.Value[0].Headers.ETag.ToString()!);
        Assert.Equal("路灯 😀", Assert.Single(read.GetProperty("messages").EnumerateArray()).GetString());
        await AssertStoredByJavaScriptAsync(table, queue);
    }

    private static TableEntity Everything(string rowKey) => new("南岸区 it's", rowKey)
    {
        ["text"] = "路灯 \"坏\" 了 😀\r\n", ["whole"] = 7, ["real"] = 1.5, ["even"] = 2.0, ["flag"] = true, ["long"] = 9007199254740993L,
        ["at"] = At, ["bytes"] = new byte[] { 0, 255 }, ["id"] = Id, ["none"] = double.NaN, ["nothing"] = null,
    };

    private static void AssertEverything(JsonElement row, string rowKey, string etag)
    {
        var expected = new Dictionary<string, string>
        {
            ["partitionKey"] = "string 南岸区 it's", ["rowKey"] = $"string {rowKey}", ["text"] = "string 路灯 \"坏\" 了 😀\r\n",
            ["whole"] = "number 7", ["real"] = "number 1.5", ["even"] = "number 2", ["flag"] = "boolean true", ["long"] = "bigint 9007199254740993",
            ["at"] = "date 2026-11-22T09:30:15.123Z", ["bytes"] = "bytes 00ff", ["id"] = $"Guid {Id}", ["none"] = "string NaN", ["etag"] = etag,
        };
        Assert.Equal(
            expected.Select(property => $"{property.Key}: {property.Value}").Order(),
            row.EnumerateObject().Select(property => $"{property.Name}: {property.Value}").Order());
    }

    private static async Task AssertStoredByJavaScriptAsync(TableClient table, QueueClient queue)
    {
        var row = (await table.GetEntityAsync<TableEntity>("js", "it's 区")).Value;
        Assert.Equal(("路灯", 7, 1.5, true), (row.GetString("text"), row.GetInt32("whole"), row.GetDouble("real"), row.GetBoolean("flag")));
        Assert.Equal((9007199254740993L, At, Id), (row.GetInt64("long"), row.GetDateTimeOffset("at"), row.GetGuid("id")));
        Assert.Equal([0, 255], row.GetBinary("bytes"));
        Assert.Equal(double.NaN, row.GetDouble("none"));
        Assert.Equal(3, await table.QueryAsync<TableEntity>("PartitionKey eq 'js'").CountAsync());
        Assert.Equal("来自 JavaScript", (await queue.ReceiveMessageAsync()).Value.Body.ToString());
    }

    private static async Task<JsonElement> ReadBackAsync(TableClient table, QueueClient queue)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var input = JsonSerializer.Serialize(
            new { connectionString = await AzuriteFixture.ConnectionStringAsync(), table = table.Name, queue = queue.Name });
        return JsonSerializer.Deserialize<JsonElement>(await Npm.RunAsync("read-back.mjs", input, deadline.Token));
    }
}
