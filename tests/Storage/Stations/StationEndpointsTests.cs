using System.Text;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Stations;

public sealed class StationEndpointsTests
{
    private const string Body = """{"name":"花园站","kind":"station","street":"花园街道","staff":[{"name":"张三","phone":"023-62800000"}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_station_is_201_a_known_one_200_and_both_have_a_tag()
    {
        var id = ProductTables.StationId();
        var created = await PutAsync(id, Body);
        Assert.Equal((201, $"/api/stations/{id}"), (created.Status, created.Headers.Location.ToString()));
        var replaced = await PutAsync(id, Body.Replace("花园站", "金山站"));
        Assert.Equal(200, replaced.Status);
        Assert.NotEqual(created.Tag, replaced.Tag);

        var read = await GetAsync(id);
        Assert.Equal(replaced.Tag, read.Tag);
        Assert.Equal(replaced.Text, read.Text);
        Assert.Equal($$"""{"stationId":"{{id}}","name":"金山站","kind":"station","street":"花园街道","staff":[{"name":"张三","phone":"023-62800000"}],"status":"active"}""", read.Text);
    }

    [Fact]
    public async Task A_tag_that_has_passed_is_412_and_changes_nothing()
    {
        var id = ProductTables.StationId();
        var first = await PutAsync(id, Body);
        var second = await PutAsync(id, Body.Replace("花园站", "金山站"), first.Tag);
        Assert.Equal(200, second.Status);
        var late = await PutAsync(id, Body.Replace("花园站", "银山站"), first.Tag);
        Assert.Equal((412, "preconditionFailed"), (late.Status, late.Code));
        Assert.Equal(second.Text, (await GetAsync(id)).Text);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"made up\"")]
    [InlineData("made up")]
    [InlineData("W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\"")]
    public async Task A_condition_on_nothing_is_412(string tag)
    {
        var id = ProductTables.StationId();
        Assert.Equal(412, (await PutAsync(id, Body, tag)).Status);
        Assert.Equal(404, (await GetAsync(id)).Status);
    }

    [Theory]
    [InlineData("null", "bodyInvalid", null)]
    [InlineData("[]", "bodyInvalid", "$")]
    [InlineData("""{"name":"花园站","kind":"station","street":"花园街道","color":"red"}""", "bodyInvalid", "color")]
    [InlineData("""{"name":"花园站","kind":"club","street":"花园街道"}""", "bodyInvalid", "kind")]
    [InlineData("""{"name":"花园站","kind":1,"street":"花园街道"}""", "bodyInvalid", "kind")]
    [InlineData("""{"name":7,"kind":"home","street":"花园街道"}""", "bodyInvalid", "name")]
    [InlineData("""{"name":"花园站","kind":"home","street":"花园街道","staff":"张三"}""", "bodyInvalid", "staff")]
    [InlineData("""{"name":"花园站","kind":"home","street":"花园街道","staff":[{"name":"张三","age":3}]}""", "bodyInvalid", "staff[0].age")]
    [InlineData("""{"kind":"home","street":"花园街道"}""", "fieldsInvalid", "name")]
    [InlineData("""{"stationId":"other17","name":"花园站","kind":"home","street":"花园街道"}""", "fieldsInvalid", "stationId")]
    [InlineData("""{"name":"花\u0000园站","kind":"home","street":"花园街道"}""", "fieldsInvalid", "name")]
    public async Task A_bad_body_is_400_names_the_member_and_stores_nothing(string body, string code, string? member)
    {
        var id = ProductTables.StationId();
        var answer = await PutAsync(id, body);
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.StartsWith("application/problem+json", answer.Headers.ContentType.ToString());
        Assert.Equal(member is null ? [] : [member], answer.Blames);
        Assert.Equal(404, (await GetAsync(id)).Status);
    }

    [Theory]
    [InlineData("NA017")]
    [InlineData("na'017")]
    [InlineData("na\u0001")]
    [InlineData("x")]
    public async Task An_id_no_key_can_be_made_of_is_400_on_write_and_404_on_read(string id)
    {
        var put = await PutAsync(id, Body);
        Assert.Equal((400, "fieldsInvalid"), (put.Status, put.Code));
        Assert.Equal(["stationId"], put.Blames);
        var get = await GetAsync(id);
        Assert.Equal((404, "stationNotFound"), (get.Status, get.Code));
    }

    [Fact]
    public async Task A_list_is_narrowed_and_paged()
    {
        var street = ProductTables.Name();
        var prefix = ProductTables.StationId()[..14];
        foreach (var i in Enumerable.Range(0, 5))
            await PutAsync($"{prefix}{i}", $$"""{"name":"{{i}}号站","kind":"{{(i < 3 ? "home" : "studio")}}","street":"{{street}}"}""");

        var first = await ListAsync($"?street={street}&kind=home&top=2");
        Assert.Equal([$"{prefix}0", $"{prefix}1"], first.Items.Select(item => item!["stationId"]!.ToString()));
        var second = await ListAsync($"?street={street}&kind=home&top=2&continuation={first.Json["continuation"]}");
        Assert.Equal([$"{prefix}2"], second.Items.Select(item => item!["stationId"]!.ToString()));
        Assert.Contains("\"continuation\":null", second.Text);
        Assert.Equal(2, (await ListAsync($"?street={street}&kind=studio")).Items.Count);
    }

    [Theory]
    [InlineData("?kind=club")]
    [InlineData("?kind=Home")]
    [InlineData("?kind=0")]
    [InlineData("?top=0")]
    [InlineData("?top=1001")]
    [InlineData("?top=ten")]
    [InlineData("?continuation=%25%25")]
    [InlineData("?continuation=_____w")]
    public async Task A_query_that_makes_no_sense_is_400(string query)
    {
        var answer = await ListAsync(query);
        Assert.Equal((400, "queryInvalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_street_cannot_break_out_of_the_filter() => Assert.Empty((await ListAsync("?street=x' or PartitionKey ge '")).Items);

    [Fact]
    public async Task A_file_is_imported_whole_and_again_without_harm()
    {
        var (street, prefix) = (ProductTables.Name(), ProductTables.StationId()[..12]);
        var csv = "\uFEFF编号,名称,类型,街道\r\n" + string.Concat(Enumerable.Range(0, 164).Select(i => $"{prefix}{i:D3},{i}号站,活动站,{street}\r\n"));
        Assert.StartsWith("""{"imported":164,"added":164,"changed":0,"left":0,""", (await ImportAsync(csv)).Text);
        Assert.Equal("""{"imported":164,"added":0,"changed":0,"left":164,"addedIds":[],"changedIds":[]}""", (await ImportAsync(csv)).Text);
        Assert.Equal(164, (await ListAsync($"?street={street}&top=1000")).Items.Count);
    }

    [Fact]
    public async Task A_repeated_import_gets_the_first_answer_and_another_file_under_its_key_is_422()
    {
        var (street, id, key) = (ProductTables.Name(), ProductTables.StationId(), ProductTables.Name());
        var csv = $"编号,名称,类型,街道\n{id},甲站,活动站,{street}\n";
        var first = await ImportAsync(csv, key);
        Assert.Equal($$"""{"imported":1,"added":1,"changed":0,"left":0,"addedIds":["{{id}}"],"changedIds":[]}""", first.Text);
        await PutAsync(id, $$"""{"name":"乙站","kind":"station","street":"{{street}}"}""");
        var repeat = await ImportAsync(csv, key);
        Assert.Equal((200, first.Text), (repeat.Status, repeat.Text));
        Assert.Equal("乙站", (await GetAsync(id)).Json["name"]!.ToString());
        Assert.Equal((422, "idempotencyKeyReused"), (await ImportAsync(csv + "\n", key)) is var other ? (other.Status, other.Code) : default);
    }

    [Fact]
    public async Task A_file_with_one_bad_row_imports_none()
    {
        var street = ProductTables.Name();
        var csv = $"编号,名称,类型,街道\n{ProductTables.StationId()},甲站,活动站,{street}\n{ProductTables.StationId()},乙站,会所,{street}\n";
        var answer = await ImportAsync(csv);
        Assert.Equal((400, "csvInvalid"), (answer.Status, answer.Code));
        Assert.Equal(["row 3, column 类型"], answer.Blames);
        Assert.Empty((await ListAsync($"?street={street}")).Items);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_413()
    {
        var answer = await ImportAsync(new string('x', RequestHttp.MaxImport + 1));
        Assert.Equal((413, "bodyTooLarge"), (answer.Status, answer.Code));
    }

    private static async Task<StationEndpoints> EndpointsAsync()
    {
        var storage = await ProductTables.OpenAsync();
        var stations = new StationTable(storage);
        var streets = new StationStreetHandler(stations, new StationClock(StationClock.Machine));
        return new(new StationHandler(stations, streets), new DeleteStationHandler(stations, streets, new NoticeTable(storage), []));
    }

    private static async Task<StationFileEndpoints> FilesAsync()
    {
        var storage = await ProductTables.OpenAsync();
        var stations = new StationTable(storage);
        return new(new ImportStationsHandler(stations, new StationStreetHandler(stations, new StationClock(StationClock.Machine)), new RepeatTable(storage)));
    }

    private static async Task<HttpAnswer> GetAsync(string id)
    {
        var endpoints = await EndpointsAsync();
        return await HttpCall.Get($"/api/stations/{Uri.EscapeDataString(id)}").To(request => endpoints.Get(request, id, Cancel));
    }

    private static async Task<HttpAnswer> PutAsync(string id, string body, string? tag = null)
    {
        var endpoints = await EndpointsAsync();
        var call = HttpCall.Put($"/api/stations/{Uri.EscapeDataString(id)}", body);
        return await (tag is null ? call : call.With("If-Match", tag)).To(request => endpoints.Put(request, id, Cancel));
    }

    private static async Task<HttpAnswer> ListAsync(string query)
    {
        var endpoints = await EndpointsAsync();
        return await HttpCall.Get($"/api/stations{query}").To(request => endpoints.List(request, Cancel));
    }

    private static async Task<HttpAnswer> ImportAsync(string csv, string? key = null)
    {
        var endpoints = await FilesAsync();
        var call = HttpCall.Post("/api/stations/import", Encoding.UTF8.GetBytes(csv), "text/csv");
        return await (key is null ? call : call.With("Idempotency-Key", key)).To(request => endpoints.Import(request, Cancel));
    }
}
