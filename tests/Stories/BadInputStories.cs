using System.Text;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>What callers get wrong, over HTTP: each gets a clear problem with a stable code, and nothing is stored.</summary>
public sealed class BadInputStories(BadInputStories.Scene scene) : IClassFixture<BadInputStories.Scene>
{
    private const string Representative = """{"name":"张三","roles":["deliberation"],"stationIds":["na017"]}""";
    private const string Station = """{"name":"甲","kind":"home","street":"乙"}""";

    // Slash, backslash, number sign, question mark, a control character, a quote for the query, what is too long, not ASCII.
    private static readonly string[] BadKeys = ["a%2Fb", "a%5Cb", "a%23b", "a%3Fb", "a%01b", "a%7Fb", "a'b", "a%20b", "a%0Ab", new string('a', 600), "%E7%AB%99", "%F0%9F%98%80", "a|b"];

    private StoryHost Host => scene.Host;

    [Theory]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":"x","colour":"red"}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","Content":"x"}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":5}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":["x"]}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":"x","content":"y"}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":"\ud800"}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":"x"}}""")]
    [InlineData("bodyInvalid", """{"stationId":"na017","content":"x" """)]
    [InlineData("bodyInvalid", "[]")]
    [InlineData("bodyInvalid", "null")]
    [InlineData("bodyInvalid", "stationId=na017&content=x")]
    [InlineData("fieldsInvalid", "{}")]
    [InlineData("fieldsInvalid", """{"stationId":"na017","content":" \n "}""")]
    [InlineData("fieldsInvalid", """{"stationId":"na017","content":"a\u0001b"}""")]
    [InlineData("fieldsInvalid", """{"stationId":"NA017","content":"x"}""")]
    [InlineData("fieldsInvalid", """{"stationId":"na/17","content":"x"}""")]
    [InlineData("fieldsInvalid", """{"stationId":"na017\n","content":"x"}""")]
    [InlineData("fieldsInvalid", """{"stationId":"na017","content":"x","senderPhone":"call me"}""")]
    [InlineData("fieldsInvalid", """{"stationId":"na017","content":"x","representativeId":"a/b"}""")]
    [InlineData("stationNotFound", """{"stationId":"na999","content":"x"}""", 404)]
    [InlineData("representativeNotFound", """{"stationId":"na017","content":"x","representativeId":"nobody"}""", 404)]
    public Task An_opinion_out_of_shape(string code, string body, int status = 400) => RefusedAsync(status, code, HttpMethod.Post, "api/opinions", body);

    [Fact]
    public async Task An_opinion_is_too_long_by_one_character()
    {
        await RefusedAsync(400, "fieldsInvalid", HttpMethod.Post, "api/opinions", $$"""{"stationId":"na017","content":"{{new string('路', 2001)}}"}""");
        Assert.Equal(201, (await Host.PostAsync("api/opinions", $$"""{"stationId":"na017","content":"{{new string('路', 2000)}}"}""")).Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8()
    {
        var before = await scene.Store.SnapshotAsync();
        using var body = new ByteArrayContent([.. """{"stationId":"na017","content":"a"""u8, 0xC3, 0x28, .. "\"}"u8]);
        IsProblem(400, "bodyInvalid", await Host.SendAsync(HttpMethod.Post, "api/opinions", body), "");
        using var file = new ByteArrayContent([.. "编号,名称,类型,街道\nst1,"u8, 0xBC, 0xD7, .. ",home,b\n"u8]);
        IsProblem(400, "csvInvalid", await Host.SendAsync(HttpMethod.Post, "api/stations/import", file), "");
        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    [Theory]
    [InlineData("PUT", "api/stations/{0}", Station, 400, "fieldsInvalid")]
    [InlineData("GET", "api/stations/{0}", "", 404, "stationNotFound")]
    [InlineData("GET", "api/stations/{0}/opinions", "", 404, "stationNotFound")]
    [InlineData("GET", "api/stations/{0}/representatives", "", 404, "stationNotFound")]
    [InlineData("PUT", "api/representatives/{0}", Representative, 400, "fieldsInvalid")]
    [InlineData("GET", "api/representatives/{0}", "", 404, "representativeNotFound")]
    [InlineData("GET", "api/opinions/{0}", "", 404, "opinionNotFound")]
    [InlineData("GET", "api/opinions/{0}/history", "", 404, "opinionNotFound")]
    [InlineData("GET", "api/public/opinions/{0}", "", 404, "opinionNotFound")]
    [InlineData("POST", "api/opinions/{0}/answer", "{}", 404, "opinionNotFound")]
    [InlineData("POST", "api/opinions/NA017-0000000000/{0}", "{}", 404, "actionUnknown")]
    [InlineData("GET", "api/occasions/{0}", "", 404, "occasionNotFound")]
    [InlineData("POST", "api/occasions/{0}/cancel", """{"reason":"x"}""", 404, "occasionNotFound")]
    [InlineData("POST", "api/occasions/reception-20261220-na017/{0}", "{}", 404, "actionUnknown")]
    [InlineData("GET", "api/occasions/reception-20261220-{0}", "", 404, "occasionNotFound")]
    [InlineData("GET", "api/statistics/{0}", "", 404, "quarterInvalid")]
    [InlineData("GET", "api/statistics/2026Q4/{0}", "", 404, "stationNotFound")]
    [InlineData("POST", "api/statistics/{0}/refresh", "", 404, "quarterInvalid")]
    [InlineData("GET", "api/notices?stationId={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/notices?occasion={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/notices?status={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/stations/na017/opinions?status={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/stations/na017/opinions?quarter={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/stations?kind={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/stations?top={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/occasions?from={0}", "", 400, "queryInvalid")]
    [InlineData("GET", "api/occasions?kind={0}", "", 400, "queryInvalid")]
    public async Task A_key_that_tables_refuse_or_nobody_has(string method, string path, string body, int status, string code)
    {
        var before = await scene.Store.SnapshotAsync();
        var wrong = new List<string>();
        foreach (var key in BadKeys)
        {
            var answer = await Host.SendAsync(new HttpMethod(method), string.Format(path, key), body.Length == 0 ? null : new StringContent(body));
            if (!IsProblem(answer, status, code)) wrong.Add($"{key[..Math.Min(20, key.Length)]}: {answer.Status} {answer.Text}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    [Theory]
    [InlineData("api/stations?top=0")]
    [InlineData("api/stations?top=1001")]
    [InlineData("api/stations?continuation=a.b")]
    [InlineData("api/stations/na017/opinions?continuation=%25")]
    [InlineData("api/notices?continuation=a%20b")]
    [InlineData("api/notices?occasion=reception-20261340-na017")]
    [InlineData("api/occasions?from=2026-13-01")]
    [InlineData("api/occasions?from=2026-12-01&to=2026-11-01")]
    public Task A_query_out_of_its_range(string path) => RefusedAsync(400, "queryInvalid", HttpMethod.Get, path, null);

    [Theory]
    [InlineData("2026Q0")]
    [InlineData("2026Q5")]
    [InlineData("2026q4")]
    [InlineData("1999Q4")]
    [InlineData("2027Q1")]
    [InlineData("2026Q44")]
    public async Task A_quarter_that_does_not_exist_or_has_not_begun(string quarter)
    {
        await RefusedAsync(404, "quarterInvalid", HttpMethod.Get, $"api/statistics/{quarter}", null);
        await RefusedAsync(404, "quarterInvalid", HttpMethod.Get, $"api/statistics/{quarter}.csv", null);
        await RefusedAsync(404, "quarterInvalid", HttpMethod.Get, $"api/statistics/{quarter}/na017", null);
        await RefusedAsync(404, "quarterInvalid", HttpMethod.Post, $"api/statistics/{quarter}/refresh", "");
    }

    [Theory]
    [InlineData("stations", "编号,名称,类型,街道,颜色\nst1,甲,家,乙,红\n", "row 1, column 5")]
    [InlineData("stations", "编号,名称,类型\nst1,甲,家\n", "row 2, column 街道")]
    [InlineData("stations", "编号,名称,类型,街道\nst1,甲,家,乙\nst2,甲,宫殿,乙\n", "row 3, column 类型")]
    [InlineData("stations", "编号,名称,类型,街道\nst1,甲,家,乙\nst1,丙,家,乙\n", "row 3, column 编号")]
    [InlineData("stations", "编号,名称,类型,街道\nst/1,甲,家,乙\n", "row 2, column 编号")]
    [InlineData("stations", "编号,名称,类型,街道\nst1,甲,家\n", "row 2")]
    [InlineData("stations", "编号,名称,类型,街道\nst1,\"甲\"乙,家,乙\n", "row 2")]
    [InlineData("stations", "编号,名称,类型,街道\n", null)]
    [InlineData("stations", "", null)]
    [InlineData("representatives", "编号,姓名,身份,站点编号\nr1,张三,议事代表,na017\nr2,李四,议事代表,na999\n", "row 3, column 站点编号")]
    [InlineData("representatives", "编号,姓名,身份,站点编号\nr1,张三,皇帝,na017\n", "row 2, column 身份")]
    [InlineData("representatives", "编号,姓名,身份,站点编号\nr1,张三,议事代表,na017\nr1,李四,议事代表,na017\n", "row 3, column 编号")]
    public async Task A_file_with_one_fault_is_not_imported_at_all(string what, string csv, string? place)
    {
        var before = await scene.Store.SnapshotAsync();
        var answer = await Host.PostCsvAsync($"api/{what}/import", csv);
        IsProblem(400, "csvInvalid", answer, csv);
        if (place is not null) Assert.Contains(answer.Blames, blame => blame == place);
        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    [Theory]
    [InlineData("api/stations?streets=x")]
    [InlineData("api/occasions?station=na017")]
    [InlineData("api/opinions/NA017-261125-00000000?top=5")]
    [InlineData("api/statistics/2026Q1?quarter=2026Q1")]
    [InlineData("api/notices?state=sent")]
    public Task A_query_name_that_a_route_does_not_know(string path) => RefusedAsync(400, "queryInvalid", HttpMethod.Get, path, null);

    [Fact]
    public async Task A_body_over_256_KiB_is_not_taken_with_a_length_or_without_one()
    {
        var before = await scene.Store.SnapshotAsync();
        var big = Encoding.UTF8.GetBytes("{\"note\":\"" + new string('x', 256 * 1024) + "\"}");
        foreach (var (method, path) in new[]
        {
            ("POST", "api/opinions"), ("POST", "api/opinions/NA017-261125-00000000/answer"), ("PUT", "api/stations/na018"), ("PUT", "api/representatives/r1"),
            ("POST", "api/occasions/reception-20261220-na017/cancel"),
        })
        {
            IsProblem(413, "bodyTooLarge", await Host.SendAsync(new HttpMethod(method), path, new ByteArrayContent(big)), path);
            IsProblem(413, "bodyTooLarge", await Host.SendAsync(new HttpMethod(method), path, new ByteArrayContent(big), ("Transfer-Encoding", "chunked")), path);
        }

        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    [Fact]
    public async Task Without_the_key_nothing_but_the_open_routes_is_served()
    {
        var before = await scene.Store.SnapshotAsync();
        foreach (var (method, path) in new[]
        {
            ("GET", "api/stations"), ("GET", "api/stations/na017"), ("PUT", "api/stations/na018"), ("POST", "api/stations/import"), ("GET", "api/stations/na017/opinions"),
            ("GET", "api/stations/na017/representatives"), ("GET", "api/representatives/r1"), ("PUT", "api/representatives/r1"), ("POST", "api/representatives/import"),
            ("DELETE", "api/stations/na017"), ("DELETE", "api/representatives/r1"), ("GET", "api/stations.csv"), ("GET", "api/representatives.csv"), ("GET", "api/stations/template.csv"),
            ("GET", "api/representatives"), ("POST", "api/representatives/r1/binding-code"), ("DELETE", "api/representatives/r1/binding"), ("POST", "api/stations/na017/binding-codes"),
            ("POST", "api/stations/na017/binding-codes.html"),
            ("POST", "api/opinions"), ("GET", "api/opinions/NA017-0000000000"), ("GET", "api/opinions/NA017-0000000000/history"), ("POST", "api/opinions/NA017-261125-00000000/answer"),
            ("GET", "api/occasions"), ("GET", "api/occasions/reception-20261220-na017"), ("POST", "api/occasions/reception-20261220-na017/cancel"), ("GET", "api/notices"),
            ("GET", "api/statistics/2026Q4"), ("GET", "api/statistics/2026Q4.csv"), ("GET", "api/statistics/2026Q4/na017"), ("POST", "api/statistics/2026Q4/refresh"),
        })
        {
            IsProblem(401, "keyMissing", await Host.SendAsync(new HttpMethod(method), path, null, ("x-functions-key", "")), path);
            IsProblem(401, "keyWrong", await Host.SendAsync(new HttpMethod(method), $"{path}?code=local", null, ("x-functions-key", "wrong")), path);
        }

        foreach (var (method, path) in new[] { (HttpMethod.Get, "api/nothing"), (HttpMethod.Patch, "api/stations/na017") })
        {
            var answer = await Host.SendAsync(method, path);
            Assert.Equal((404, ""), (answer.Status, answer.Text));
        }
        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    private async Task RefusedAsync(int status, string code, HttpMethod method, string path, string? body)
    {
        var before = await scene.Store.SnapshotAsync();
        IsProblem(status, code, await Host.SendAsync(method, path, body is null ? null : new StringContent(body)), path);
        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    private static void IsProblem(int status, string code, HttpAnswer answer, string what) =>
        Assert.True(IsProblem(answer, status, code), $"{what}: {answer.Status} {answer.Headers.ContentType} {answer.Text}, not {status} {code}");

    private static bool IsProblem(HttpAnswer answer, int status, string code) =>
        answer.Status == status && answer.Headers.ContentType == "application/problem+json; charset=utf-8"
        && answer.Code == code && (int?)answer.Json["status"] == status && answer.Json["title"] is not null && answer.Json["detail"] is not null;

    public sealed class Scene : IAsyncLifetime
    {
        public StoryStore Store { get; private set; } = null!;

        public StoryHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Store = await StoryStore.OpenAsync();
            // No timer that writes rows is due for most of an hour.
            Host = await StoryHost.StartAsync(Store, "2026-11-22T02:21:00Z");
            Assert.Equal(201, (await Host.PutAsync("api/stations/na017", Station)).Status);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
