using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>A transaction on the wire, byte for byte, and answers as the service words them.</summary>
public sealed partial class TransactionWireTests
{
    private const string Head =
        "DataServiceVersion: 3.0\r\nAccept: application/json;odata=minimalmetadata\r\n";

    private const string Format = "?$format=application%2Fjson%3Bodata%3Dminimalmetadata";

    [Fact]
    public async Task A_transaction_is_one_request_of_nested_parts()
    {
        await using var server = CannedServer.With(Accepted("HTTP/1.1 204 No Content\r\n\r\n"));
        await Table(server).SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "区'") { ["L"] = 5L }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "2"), new ETag("W/\"x\"")),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "3"), new ETag("W/\"x\"")),
            new(TableTransactionActionType.Delete, new TableEntity("p", "4")),
        ]);
        var request = Assert.Single(server.Requests);
        var (batch, changes) = (Batch().Match(request).Groups[1].Value, Changes().Match(request).Groups[1].Value);
        Assert.StartsWith("POST /$batch" + Format + " HTTP/1.1\r\n", request);
        Assert.Contains($"\r\nContent-Type: multipart/mixed; boundary={batch}\r\n", request);
        var start = $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";
        var root = server.Address.AbsoluteUri + "t1x";
        Assert.Equal(
            $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n"
            + start + $"POST {root}{Format} HTTP/1.1\r\n" + Head + "Prefer: return-no-content\r\nContent-Type: application/json;odata=nometadata\r\n\r\n"
            + "{\"PartitionKey\":\"p\",\"RowKey\":\"区'\",\"L@odata.type\":\"Edm.Int64\",\"L\":\"5\"}\r\n"
            + start + $"PATCH {root}(PartitionKey='p',RowKey='2'){Format} HTTP/1.1\r\n" + Head
            + "If-Match: W/\"x\"\r\nContent-Type: application/json;odata=nometadata\r\n\r\n{\"PartitionKey\":\"p\",\"RowKey\":\"2\"}\r\n"
            + start + $"PUT {root}(PartitionKey='p',RowKey='3'){Format} HTTP/1.1\r\n" + Head
            + "Content-Type: application/json;odata=nometadata\r\n\r\n{\"PartitionKey\":\"p\",\"RowKey\":\"3\"}\r\n"
            + start + $"DELETE {root}(PartitionKey='p',RowKey='4'){Format} HTTP/1.1\r\n" + Head + "If-Match: *\r\n\r\n"
            + $"--{changes}--\r\n\r\n--{batch}--\r\n",
            request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }

    [Fact]
    public async Task Parts_of_the_answer_are_responses_with_headers_of_their_own()
    {
        await using var server = CannedServer.With(Accepted(
            "HTTP/1.1 204 No Content\r\nX-Content-Type-Options: nosniff\r\nETag: W/\"datetime'2026'\"\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n"));
        var parts = (await Table(server).SubmitTransactionAsync([Add("1"), Add("2")])).Value;
        Assert.Equal("W/\"datetime'2026'\"", parts[0].Headers.ETag.ToString());
        Assert.True(parts[0].Headers.TryGetValue("x-content-type-options", out var value));
        Assert.Equal("nosniff", value);
        Assert.Equal(2, parts[0].Headers.Count());
        Assert.Null(parts[1].Headers.ETag);
        Assert.Empty(parts[1].Headers);
        Assert.Equal("", parts[1].Content.ToString());
    }

    [Fact]
    public async Task The_services_no_tells_code_and_index()
    {
        const string Body = """{"odata.error":{"code":"CommandsInBatchActOnDifferentPartitions","message":{"lang":"en-US","value":"1:All commands in a batch must operate on same entity group.\nRequestId:x\nTime:y"}}}""";
        await using var server = CannedServer.With(Accepted($"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{Body}\r\n"));
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table(server).SubmitTransactionAsync([Add("1"), Add("2")]));
        Assert.Equal(
            (400, "CommandsInBatchActOnDifferentPartitions", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_no_to_the_request_as_a_whole_is_not_an_actions()
    {
        const string Body = """{"odata.error":{"code":"InvalidInput","message":{"lang":"en-US","value":"99:The batch request operation exceeds the maximum 100 changes per change set."}}}""";
        await using var server = CannedServer.With(CannedServer.Answer(400, Body));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table(server).SubmitTransactionAsync([Add("1")]));
        Assert.Equal((400, "InvalidInput"), (failure.Status, failure.ErrorCode));
    }

    private static string Accepted(params string[] parts) => CannedServer.Answer(
        202,
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n"
        + string.Concat(parts.Select(part =>
            $"--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{part}\r\n"))
        + "--changesetresponse_1--\r\n--batchresponse_1--\r\n",
        "Content-Type: multipart/mixed; boundary=batchresponse_1");

    private static TableTransactionAction Add(string rowKey) => new(TableTransactionActionType.Add, new TableEntity("p", rowKey));

    private static TableClient Table(CannedServer server) => new(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"));

    [GeneratedRegex("boundary=(batch_[0-9a-f-]{36})\r\n")]
    private static partial Regex Batch();

    [GeneratedRegex("boundary=(changeset_[0-9a-f-]{36})\r\n")]
    private static partial Regex Changes();
}
