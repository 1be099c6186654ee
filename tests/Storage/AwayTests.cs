using System.Diagnostics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage;

/// <summary>Storage that fails in its own ways is storage that is away, within eight seconds, and nobody is told more than is known.</summary>
public sealed class AwayTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static TheoryData<string> Broken() =>
    [
        CannedServer.CutAfter("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"PartitionKey\":"),
        CannedServer.CutAfter($"{Chunked}10\r\n{{\"PartitionK"),
        CannedServer.CutAfter($"{Chunked}ZZ\r\n{{}}\r\n"),
        CannedServer.Cut,
        CannedServer.Answer(503),
    ];

    [Theory, MemberData(nameof(Broken))]
    public async Task An_answer_that_is_cut_or_garbled_is_storage_that_is_away(string answer)
    {
        await using var storage = CannedServer.With(answer);
        await using var product = await OpenAsync(storage);
        var read = await product.SendAsync(HttpCall.Get("/api/stations/na017").With("x-functions-key", "the-bootstrap-key"));
        Assert.Equal((503, "storageUnavailable"), (read.Status, read.Code));
        Assert.True(storage.Requests.Count > 1);
        var line = Assert.Single(product.Log.Collector.GetSnapshot(), one => one.Message.Contains("GetStation failed"));
        Assert.DoesNotContain("(null)", line.Message);
        Assert.Matches("AggregateException.*> |RequestFailedException", line.Message);
    }

    [Fact]
    public async Task A_store_that_hangs_is_given_up_on_after_eight_seconds()
    {
        await using var storage = CannedServer.With(CannedServer.Hang);
        await using var product = await OpenAsync(storage);
        var began = Stopwatch.GetTimestamp();
        var read = await product.SendAsync(HttpCall.Get("/api/stations/na017").With("x-functions-key", "the-bootstrap-key"));
        Assert.Equal((503, "storageUnavailable"), (read.Status, read.Code));
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 4, 12);
    }

    [Fact]
    public async Task Who_wrote_is_told_that_it_is_not_known_and_how_to_find_out()
    {
        await using var storage = CannedServer.With(CannedServer.Answer(503));
        await using var product = await OpenAsync(storage);
        Task<HttpAnswer> PostAsync(string? key)
        {
            var call = HttpCall.Post("/api/opinions", """{"stationId":"na017","content":"路灯坏了。"}""").With("x-functions-key", "the-bootstrap-key");
            return product.SendAsync(key is null ? call : call.With("Idempotency-Key", key));
        }

        var (with, without) = (await PostAsync("k-1"), await PostAsync(null));
        var put = await product.SendAsync(HttpCall.Put("/api/stations/na017", """{"name":"花园站","kind":"station","street":"花园街道"}""").With("x-functions-key", "the-bootstrap-key"));
        var read = await product.SendAsync(HttpCall.Get("/api/stations/na017").With("x-functions-key", "the-bootstrap-key"));
        Assert.All([with, without, put, read], answer => Assert.Equal((503, "5"), (answer.Status, (string?)answer.Headers.RetryAfter)));
        Assert.All([with, without, put, read], answer => Assert.DoesNotContain("不会丢失", answer.Text));
        Assert.Matches("无法确定.*同一个 Idempotency-Key 再提交一次", (string)with.Json["detail"]!);
        Assert.Matches("无法确定.*先查询", (string)without.Json["detail"]!);
        Assert.Matches("无法确定.*重新读取", (string)put.Json["detail"]!);
        Assert.Equal("请稍后重试。", (string)read.Json["detail"]!);
    }

    private static Task<Product> OpenAsync(CannedServer storage) => Product.OpenAsync(
        ("Access__BootstrapKey", "the-bootstrap-key"),
        ("AzureWebJobsStorage", $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint={storage.Address}a;QueueEndpoint={storage.Address}a;"));
}
