using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>What a property may hold, how it is written and what comes back.</summary>
public sealed class PropertyTypeTests
{
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 22, 17, 30, 15, TimeSpan.FromHours(8));

    public static TheoryData<object, object, string> Values => new()
    {
        { "路灯 \"坏\" 了 😀 \u0001 \\ / <&>\r\n", "路灯 \"坏\" 了 😀 \u0001 \\ / <&>\r\n", "" },
        { "", "", "" },
        { true, true, "" },
        { false, false, "" },
        { 7, 7, "" },
        { int.MinValue, int.MinValue, "" },
        { 7L, 7L, "\"X@odata.type\":\"Edm.Int64\",\"X\":\"7\"" },
        { long.MinValue, long.MinValue, "\"X@odata.type\":\"Edm.Int64\",\"X\":\"-9223372036854775808\"" },
        { 9223372036854775807UL, long.MaxValue, "\"X@odata.type\":\"Edm.Int64\",\"X\":\"9223372036854775807\"" },
        { 1.5, 1.5, "\"X@odata.type\":\"Edm.Double\",\"X\":1.5" },
        { 5.0, 5.0, "\"X@odata.type\":\"Edm.Double\",\"X\":5" },
        { -1.7976931348623157E+308, -1.7976931348623157E+308, "\"X@odata.type\":\"Edm.Double\"" },
        { double.NaN, double.NaN, "\"X@odata.type\":\"Edm.Double\",\"X\":\"NaN\"" },
        { double.PositiveInfinity, double.PositiveInfinity, "\"X@odata.type\":\"Edm.Double\",\"X\":\"Infinity\"" },
        { double.NegativeInfinity, double.NegativeInfinity, "\"X@odata.type\":\"Edm.Double\",\"X\":\"-Infinity\"" },
        {
            Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            "\"X@odata.type\":\"Edm.Guid\",\"X\":\"0f8fad5b-d9cb-469f-a165-70867728950e\""
        },
        { Afternoon, Afternoon.ToUniversalTime(), "\"X@odata.type\":\"Edm.DateTime\",\"X\":\"2026-11-22T09:30:15.0000000Z\"" },
        {
            Afternoon.AddTicks(1234567).UtcDateTime, Afternoon.AddTicks(1234567).ToUniversalTime(),
            "\"X@odata.type\":\"Edm.DateTime\",\"X\":\"2026-11-22T09:30:15.1234567Z\""
        },
        { new byte[] { 0, 255, 62 }, new byte[] { 0, 255, 62 }, "\"X@odata.type\":\"Edm.Binary\",\"X\":\"AP8+\"" },
        { BinaryData.FromBytes(new byte[] { 1 }), new byte[] { 1 }, "\"X@odata.type\":\"Edm.Binary\",\"X\":\"AQ==\"" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_as_what_it_was(object written, object read, string wire)
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["X"] = written });
        var stored = (await table.GetEntityAsync<TableEntity>("p", "r")).Value["X"];
        Assert.Equal(read, stored);
        Assert.IsType(read.GetType(), stored);
        Assert.Contains(wire, await WireAsync(written));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_long_text_is_whole_wherever_the_network_cuts_it(int shift)
    {
        var table = await AzuriteFixture.TableAsync();
        var text = new string('x', shift) + string.Concat(Enumerable.Repeat("路灯坏了😀", 5000));
        await table.AddEntityAsync(new TableEntity("p", "single") { ["X"] = text });
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "batch") { ["X"] = text })]);
        await foreach (var row in table.QueryAsync<TableEntity>())
            Assert.Equal(text, row.GetString("X"));
    }

    [Fact]
    public async Task A_time_loses_its_offset_but_not_its_instant()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["X"] = Afternoon });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(TimeSpan.Zero, read.GetDateTimeOffset("X")!.Value.Offset);
        Assert.Equal((Afternoon.UtcDateTime, DateTimeKind.Utc), (read.GetDateTime("X")!.Value, read.GetDateTime("X")!.Value.Kind));
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_time_that_is_not_UTC_is_refused_before_it_is_sent(DateTimeKind kind)
    {
        var table = await AzuriteFixture.TableAsync();
        var entity = new TableEntity("p", "r") { ["X"] = new DateTime(2026, 11, 22, 9, 0, 0, kind) };
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(entity));
    }

    [Fact]
    public async Task A_named_value_is_refused_in_a_dictionary()
    {
        var table = await AzuriteFixture.TableAsync();
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["X"] = DayOfWeek.Friday }));
    }

    [Fact]
    public async Task A_null_is_not_stored_and_clears_only_by_replacing()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = null });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = null });
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((1, false), (merged.GetInt32("A"), merged.ContainsKey("B")));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = null }, TableUpdateMode.Replace);
        Assert.False((await table.GetEntityAsync<TableEntity>("p", "r")).Value.ContainsKey("A"));
        Assert.Contains("\"X\":null", await WireAsync(null));
    }

    [Fact]
    public async Task Time_and_version_are_never_sent()
    {
        var request = await WireAsync(1);
        Assert.DoesNotContain("Timestamp", request);
        Assert.DoesNotContain("etag", request);
    }

    [Fact]
    public async Task A_number_without_a_type_is_read_as_the_smallest_that_holds_it()
    {
        const string Body = """{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r","I":5,"L":3000000000,"D":5.0,"E":1e3,"T@odata.type":"Edm.String","T":"t"}""";
        await using var server = CannedServer.With(CannedServer.Answer(200, Body));
        var read = (await Table(server).GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal([5, 3000000000L, 5.0, 1000.0, "t"], new[] { "I", "L", "D", "E", "T" }.Select(key => read[key]));
    }

    private static async Task<string> WireAsync(object? value)
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        var entity = new TableEntity("p", "r") { ["X"] = value, Timestamp = Afternoon, ETag = new("W/\"1\"") };
        await Table(server).AddEntityAsync(entity);
        return Assert.Single(server.Requests);
    }

    private static TableClient Table(CannedServer server) => new(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"));
}
