using System.IO.Compression;
using System.Text;
using Azure;
using Microsoft.AspNetCore.Http;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Platform;

public sealed class AnswerHttpTests
{
    private static readonly ETag Tag = new("W/\"3\"");

    [Theory]
    [InlineData("W/\"3\"")]
    [InlineData("\"3\"")]
    [InlineData("\"2\", W/\"3\"")]
    [InlineData("*")]
    public async Task Who_has_it_already_is_told_so_with_304_and_no_body(string known)
    {
        var answer = await GetAsync(known, AnswerHttp.Ok("it", Tag));
        Assert.Equal((304, "", Tag.ToString()), (answer.Status, answer.Text, answer.Tag));
    }

    [Theory]
    [InlineData("W/\"2\"")]
    [InlineData("3")]
    [InlineData("")]
    public async Task Who_has_another_gets_it(string known) => Assert.Equal((200, "\"it\""), Seen(await GetAsync(known, AnswerHttp.Ok("it", Tag))));

    [Fact]
    public async Task What_has_no_tag_is_always_given() => Assert.Equal((200, "\"it\""), Seen(await GetAsync("*", AnswerHttp.Ok("it"))));

    [Fact]
    public async Task A_refusal_is_never_taken_for_what_the_caller_has() =>
        Assert.Equal(503, (await GetAsync("*", AnswerHttp.Problem(Refusals.StorageUnavailable))).Status);

    [Fact]
    public async Task A_write_is_answered_whole() => Assert.Equal(
        (200, "\"it\""), Seen(await HttpCall.Put("/", "{}").With("If-None-Match", "*").To(_ => Task.FromResult(AnswerHttp.Ok("it", Tag)))));

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("GZIP;q=0.1", "gzip")]
    public async Task A_large_answer_goes_out_in_the_coding_that_the_caller_likes_best(string accepted, string coding)
    {
        var answer = await AcceptAsync(accepted, AnswerHttp.Ok(Long));
        Assert.Equal((coding, "Accept-Encoding"), ((string?)answer.Headers.ContentEncoding, (string?)answer.Headers.Vary));
        Assert.True(answer.Body.Length < 1000);
        Assert.Equal(answer.Body.Length, answer.Headers.ContentLength);
        Assert.Equal($"\"{Long}\"", await OpenAsync(answer.Body, coding));
    }

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("zstd, deflate")]
    [InlineData("br;q=0, gzip;q=0")]
    [InlineData("*;q=0")]
    [InlineData("not; a=header;;")]
    public async Task Who_takes_no_known_coding_gets_it_plain_and_caches_are_told_that_it_depends(string accepted)
    {
        var answer = await AcceptAsync(accepted, AnswerHttp.Ok(Long));
        Assert.Equal((null, "Accept-Encoding", $"\"{Long}\""), ((string?)answer.Headers.ContentEncoding, (string?)answer.Headers.Vary, answer.Text));
    }

    [Fact]
    public async Task A_small_answer_and_bytes_given_as_they_are_are_never_compressed()
    {
        Assert.Equal((null, "\"it\""), Plain(await AcceptAsync("br", AnswerHttp.Ok("it"))));
        Assert.Equal((null, Long), Plain(await AcceptAsync("br", AnswerHttp.Bytes(Encoding.UTF8.GetBytes(Long), "text/xml"))));
    }

    [Fact]
    public async Task A_file_is_compressed_with_its_name_and_tag_and_is_known_again()
    {
        var file = AnswerHttp.File(Encoding.UTF8.GetBytes(Long), "text/csv; charset=utf-8", "statistics-2026Q4.csv", Tag);
        var answer = await AcceptAsync("gzip", file);
        Assert.Equal(("gzip", Tag.ToString(), "attachment; filename=statistics-2026Q4.csv"), ((string?)answer.Headers.ContentEncoding, answer.Tag, (string?)answer.Headers.ContentDisposition));
        Assert.Equal(304, (await GetAsync(Tag.ToString(), file)).Status);
    }

    private static readonly string Long = string.Concat(Enumerable.Repeat("小区门口的路灯坏了。", 200));

    private static Task<HttpAnswer> AcceptAsync(string accepted, IResult result) => HttpCall.Get("/").With("Accept-Encoding", accepted).To(_ => Task.FromResult(result));

    private static (string?, string) Plain(HttpAnswer answer) => (answer.Headers.ContentEncoding, answer.Text);

    private static async Task<string> OpenAsync(byte[] body, string coding)
    {
        await using Stream stream = coding == "br" ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress) : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        return await new StreamReader(stream).ReadToEndAsync();
    }

    private static Task<HttpAnswer> GetAsync(string known, IResult result) => HttpCall.Get("/").With("If-None-Match", known).To(_ => Task.FromResult(result));

    private static (int Status, string Text) Seen(HttpAnswer answer) => (answer.Status, answer.Text);
}
