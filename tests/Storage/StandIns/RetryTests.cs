using Azure;
using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>What the client does when a server fails.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_passing_failure_is_tried_again_with_the_same_bytes(int status)
    {
        await using var server = CannedServer.With(CannedServer.Answer(status), CannedServer.Answer(status), CannedServer.Answer(204));
        await Table(server).AddEntityAsync(new TableEntity("p", "r") { ["A"] = "lamp" });
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.EndsWith("""{"PartitionKey":"p","RowKey":"r","A":"lamp"}""", request));
    }

    [Fact]
    public async Task A_cut_connection_is_tried_again()
    {
        await using var server = CannedServer.With(CannedServer.Cut, CannedServer.Answer(204));
        await Table(server).UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        Assert.Equal(2, server.Requests.Count);
        Assert.EndsWith("""{"PartitionKey":"p","RowKey":"r","A":1}""", server.Requests[1]);
    }

    [Fact]
    public async Task The_fourth_failure_is_the_callers()
    {
        await using var server = CannedServer.With(CannedServer.Answer(503));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table(server).AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal((503, 4), (failure.Status, server.Requests.Count));
    }

    [Fact]
    public async Task No_answer_at_all_is_a_failure_without_a_status()
    {
        await using var server = CannedServer.With(CannedServer.Cut);
        await Assert.ThrowsAsync<AggregateException>(() => Table(server).GetEntityAsync<TableEntity>("p", "r"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_no_is_not_asked_again(int status)
    {
        await using var server = CannedServer.With(CannedServer.Answer(status));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table(server).AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal((status, 1), (failure.Status, server.Requests.Count));
    }

    [Fact]
    public async Task Every_try_is_signed_anew()
    {
        await using var server = CannedServer.With(CannedServer.Answer(503), CannedServer.Answer(204));
        var options = Fast();
        // A second apart, because the signed date has no smaller unit.
        options.Retry.Delay = TimeSpan.FromSeconds(1.6);
        await new TableClient(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"), options).AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(2, server.Requests.Select(request => Wire.Header(request, "Authorization")).Distinct().Count());
    }

    [Fact]
    public async Task Requests_that_are_sent_at_once_keep_to_their_own_bytes()
    {
        await using var server = CannedServer.With(
            [.. Enumerable.Range(0, 200).Select(number => CannedServer.Answer(number % 3 == 0 ? 503 : 204)), CannedServer.Answer(204)]);
        var options = Fast();
        options.Retry.MaxRetries = 20;
        var table = new TableClient(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"), options);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 100),
            async (number, cancellation) => await table.UpsertEntityAsync(
                new TableEntity("p", $"{number:000}") { ["A"] = new string((char)('a' + (number % 26)), number * 50) }, cancellationToken: cancellation));
        Assert.All(server.Requests, request =>
        {
            var number = int.Parse(request.Split("RowKey='")[1][..3], System.Globalization.CultureInfo.InvariantCulture);
            Assert.EndsWith($$"""
                {"PartitionKey":"p","RowKey":"{{number:000}}","A":"{{new string((char)('a' + (number % 26)), number * 50)}}"}
                """, request);
        });
    }

    private static TableClient Table(CannedServer server) => new(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"), Fast());

    private static TableClientOptions Fast() => new() { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromSeconds(2) } };
}
