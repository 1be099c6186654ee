using Serverless.Tests.Kit;

namespace Serverless.Tests.Deployable;

/// <summary>Requests through the host to the worker: the gate, problems and limits are the app's own.</summary>
[Collection(nameof(DeployableScene))]
public sealed class RequestStories(DeployableScene scene)
{
    // Kestrel's own limit is 30,000,000; the real host's is above this.
    private const int TooMuch = 31_000_000;

    [Fact]
    public async Task Health_needs_no_key()
    {
        var answer = await scene.SendAsync(HttpMethod.Get, "api/health", content: null);
        Assert.Equal((200, """{"status":"ok"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_request_without_a_key_is_told_so_by_the_app() =>
        IsProblem(401, "keyMissing", await scene.SendAsync(HttpMethod.Get, "api/stations", content: null));

    [Fact]
    public async Task What_is_not_there_is_a_problem_with_its_code() =>
        IsProblem(404, "stationNotFound", await scene.SendAsync(HttpMethod.Get, "api/stations/nowhere"));

    [Fact]
    public async Task A_body_that_is_no_JSON_is_a_problem_with_its_code() =>
        IsProblem(400, "bodyInvalid", await scene.SendAsync(HttpMethod.Put, "api/stations/na017", "{"));

    [Fact]
    public async Task What_is_put_is_there()
    {
        var station = ProductTables.StationId();
        Assert.Equal(201, (await scene.SendAsync(HttpMethod.Put, $"api/stations/{station}", """{"name":"花园路街道人大代表之家","kind":"home","street":"花园路街道"}""")).Status);
        var answer = await scene.SendAsync(HttpMethod.Get, $"api/stations/{station}");
        Assert.Equal((200, "花园路街道人大代表之家"), (answer.Status, (string?)answer.Json["name"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_31_MB_is_refused_by_the_app_and_not_by_the_server_under_it(bool chunked)
    {
        using var body = new ByteArrayContent(new byte[TooMuch]);
        if (chunked) body.Headers.ContentLength = null;
        IsProblem(413, "bodyTooLarge", await scene.SendAsync(HttpMethod.Post, "api/wechat", body));
    }

    private static void IsProblem(int status, string code, HttpAnswer answer)
    {
        Assert.Equal((status, (string?)"application/problem+json; charset=utf-8"), (answer.Status, answer.Headers.ContentType.ToString()));
        Assert.Equal(code, answer.Code);
    }
}
