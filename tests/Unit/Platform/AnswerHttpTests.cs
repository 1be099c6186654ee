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

    private static Task<HttpAnswer> GetAsync(string known, IResult result) => HttpCall.Get("/").With("If-None-Match", known).To(_ => Task.FromResult(result));

    private static (int Status, string Text) Seen(HttpAnswer answer) => (answer.Status, answer.Text);
}
