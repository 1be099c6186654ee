using Azure.Data.Tables;
using Serverless.Audit;
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
    public async Task A_browsers_question_beforehand_reaches_the_app() =>
        Assert.Equal(204, (await scene.SendAsync(HttpMethod.Options, "api/stations/na017", content: null)).Status);

    [Fact]
    public async Task What_is_put_is_there()
    {
        var station = ProductTables.StationId();
        var put = await scene.SendAsync(HttpMethod.Put, $"api/stations/{station}", """{"name":"花园路街道人大代表之家","kind":"home","street":"花园路街道"}""");
        Assert.Equal(201, put.Status);
        var answer = await scene.SendAsync(HttpMethod.Get, $"api/stations/{station}");
        Assert.Equal((200, "花园路街道人大代表之家"), (answer.Status, (string?)answer.Json["name"]));
    }

    [Fact]
    public async Task A_write_stands_in_the_audit_and_is_not_answered_where_it_cannot()
    {
        var (station, body) = (ProductTables.StationId(), """{"name":"花园路街道人大代表之家","kind":"home","street":"花园路街道"}""");
        await scene.SendAsync(HttpMethod.Put, $"api/stations/{station}", body);
        var line = Assert.Single((await scene.SendAsync(HttpMethod.Get, $"api/audit?subject=/api/stations/{station}")).Items)!;
        Assert.Equal(("administrator", "PutStation", 201), ((string?)line["actor"], (string?)line["action"], (int)line["status"]!));
        var audit = new TableClient(scene.Settings["AzureWebJobsStorage"], AuditTable.TableName);
        await audit.DeleteAsync();
        try
        {
            IsProblem(503, "storageUnavailable", await scene.SendAsync(HttpMethod.Put, $"api/stations/{station}", body));
        }
        finally
        {
            await audit.CreateIfNotExistsAsync();
        }
    }

    [Fact]
    public async Task Headers_that_only_the_platform_may_write_count_for_nothing_where_it_signs_nobody_in()
    {
        using var content = new StringContent("");
        content.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL-IDP", "aad");
        content.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL-ID", "boss");
        IsProblem(401, "keyMissing", await scene.SendAsync(HttpMethod.Post, "api/stations/import", content));
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
