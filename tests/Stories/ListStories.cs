using System.Net.Http.Headers;
using System.Text;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>A clerk brings the district's lists in from a spreadsheet and takes them out again.</summary>
public sealed class ListStories : IAsyncLifetime
{
    private StoryStore store = null!;
    private StoryHost host = null!;

    public async ValueTask InitializeAsync() => host = await StoryHost.StartAsync(store = await StoryStore.OpenAsync(), ("WeChat__DefaultStation", "na002"));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Lists_come_in_go_out_and_come_in_again_unchanged()
    {
        var stations = (await host.GetAsync("api/stations/template.csv")).Text.TrimEnd() + "\r\nna001,-花园站,人大代表之家,花园街道,,=1+1号,,张三 +86 138-0000-0000,启用,2020-03-01,\r\nna002,金山站,联络点,金山街道,,,,,停用,,2026-06-30\r\n";
        var people = (await host.GetAsync("api/representatives/template.csv")).Text.TrimEnd() + "\r\nd1,+王芳,区人大代表,na001、na002,na001,o1,,138 0000 0000\r\nd2,赵敏,议事代表,na001,,,,\r\n";
        foreach (var (list, file) in new[] { ("stations", stations), ("representatives", people) })
        {
            var before = await host.GetAsync($"api/{list}.csv");
            Assert.Equal((2, 0, 0), Numbers(await ImportAsync(list, file, "?dryRun=true")));
            Assert.Equal(before.Text, (await host.GetAsync($"api/{list}.csv")).Text);
            Assert.Equal((2, 0, 0), Numbers(await ImportAsync(list, file)));

            var export = await host.GetAsync($"api/{list}.csv");
            Assert.Equal((200, "text/csv; charset=utf-8"), (export.Status, export.Headers.ContentType.ToString()));
            Assert.Equal((0, 0, 2), Numbers(await host.PostCsvAsync($"api/{list}/import", export.Text)));
            Assert.Equal(export.Text, (await host.GetAsync($"api/{list}.csv")).Text);
        }

        Assert.Equal((0, 1, 0), Numbers(await ImportAsync("representatives", "编号,电话\r\nd2,13900000000\r\n")));
        var person = (await host.GetAsync("api/representatives/d2")).Json;
        Assert.Equal(("赵敏", "13900000000"), (person["name"]!.ToString(), person["phone"]!.ToString()));

        var wrong = await ImportAsync("representatives", "编号,身份\r\nd2,村长\r\n");
        Assert.Equal((400, "row 2, column 身份"), (wrong.Status, Assert.Single(wrong.Blames)));
        Assert.Equal(400, (await ImportAsync("stations", "编号,名称\r\nna001,甲\r\n", "?dryRun=maybe")).Status);
    }

    [Fact]
    public async Task A_station_opens_closes_and_goes_and_a_person_with_it()
    {
        Assert.Equal(201, (await host.PutAsync("api/stations/na009", """{"name":"花园站","kind":"home","street":"花园街道","openedOn":"2026-09-01"}""")).Status);
        Assert.Equal(201, (await host.PutAsync("api/representatives/d9", """{"name":"王芳","roles":["deliberation"],"stationIds":["na009"]}""")).Status);
        Assert.Equal(["reception-20261020-na009", "reception-20261220-na009"], (await host.AllAsync("api/occasions?stationId=na009&from=2026-01-01&to=2026-12-31")).Select(item => item["key"]!.ToString()));
        var kept = await host.SendAsync(HttpMethod.Delete, "api/stations/na009");
        Assert.Equal((409, "stationHasHistory"), (kept.Status, kept.Code));
        Assert.Equal(204, (await host.SendAsync(HttpMethod.Delete, "api/representatives/d9")).Status);
        Assert.Equal(204, (await host.SendAsync(HttpMethod.Delete, "api/stations/na009")).Status);
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Delete, "api/stations/na009")).Status);
    }

    [Fact]
    public async Task Codes_for_phones_are_made_one_by_one_and_printed_for_a_station()
    {
        await host.PutDistrictAsync(1, 2);
        Assert.Equal(204, (await host.SendAsync(HttpMethod.Delete, "api/representatives/r000-1/binding")).Status);
        Assert.Equal(["r000-1"], (await host.AllAsync("api/representatives?bound=false")).Select(item => item["id"]!.ToString()));
        var made = await host.PostAsync("api/representatives/r000-1/binding-code", "", ("Idempotency-Key", "k1"));
        var again = await host.PostAsync("api/representatives/r000-1/binding-code", "", ("Idempotency-Key", "k1"));
        Assert.Equal((201, 200, made.Text), (made.Status, again.Status, again.Text));
        var page = await host.PostAsync("api/stations/st000/binding-codes.html", "");
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers.ContentType.ToString()));
        Assert.Contains("r000-1", page.Text);
        Assert.DoesNotContain("r000-0", page.Text);
        Assert.DoesNotContain(host.Lines, line => line.Contains(made.Json["code"]!.ToString()));
    }

    private static (int Added, int Changed, int Left) Numbers(HttpAnswer answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        return (answer.Json["added"]!.GetValue<int>(), answer.Json["changed"]!.GetValue<int>(), answer.Json["left"]!.GetValue<int>());
    }

    /// <summary>As an older spreadsheet writes it.</summary>
    private Task<HttpAnswer> ImportAsync(string list, string file, string query = "") => host.SendAsync(
        HttpMethod.Post, $"api/{list}/import{query}",
        new ByteArrayContent(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(file.TrimStart('\uFEFF'))) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } });
}
