using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Representatives;

public sealed class RepresentativeEndpointsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_person_is_201_a_known_one_200_and_reading_gives_what_was_written()
    {
        var (id, station) = (ProductTables.Name(), await StationAsync());
        var body = $$"""{"name":"王芳","roles":["districtDeputy","deliberation"],"stationIds":["{{station}}"],"headOf":"{{station}}","openId":"o{{id}}","weComUserId":"wf","phone":"13800000000"}""";
        var created = await PutAsync(id, body);
        Assert.Equal((201, $"/api/representatives/{id}"), (created.Status, created.Headers.Location.ToString()));
        var again = await PutAsync(id, body);
        Assert.Equal(200, again.Status);
        var read = await GetAsync(id);
        Assert.Equal($"{{\"id\":\"{id}\",{body[1..]}", read.Text);
        Assert.Equal(again.Tag, read.Tag);

        var people = await OfStationAsync(station);
        Assert.Equal(id, Assert.Single(people.Items)!["id"]!.ToString());
    }

    [Fact]
    public async Task A_tag_that_has_passed_is_412()
    {
        var (id, station) = (ProductTables.Name(), await StationAsync());
        var first = await PutAsync(id, Body(station));
        Assert.Equal(200, (await PutAsync(id, Body(station), first.Tag)).Status);
        Assert.Equal((412, "preconditionFailed"), Brief(await PutAsync(id, Body(station), first.Tag)));
    }

    [Fact]
    public async Task A_station_that_is_not_there_is_400_and_named()
    {
        var answer = await PutAsync(ProductTables.Name(), Body("nowhere0"));
        Assert.Equal((400, "fieldsInvalid"), Brief(answer));
        Assert.Equal(["stationIds"], answer.Blames);
    }

    [Fact]
    public async Task A_station_has_one_head_and_a_head_is_a_district_deputy()
    {
        var station = await StationAsync();
        var (first, second) = (ProductTables.Name(), ProductTables.Name());
        Assert.Equal((409, "headNotAllowed"), Brief(await PutAsync(first, Body(station, "deliberation", station))));
        Assert.Equal(201, (await PutAsync(first, Body(station, "districtDeputy", station))).Status);
        Assert.Equal((409, "headTaken"), Brief(await PutAsync(second, Body(station, "districtDeputy", station))));
        Assert.Equal(404, (await GetAsync(second)).Status);
        Assert.Equal(200, (await PutAsync(first, Body(station, "districtDeputy"))).Status);
        Assert.Equal(201, (await PutAsync(second, Body(station, "districtDeputy", station))).Status);
    }

    [Theory]
    [InlineData("""{"name":"王芳","roles":["mayor"],"stationIds":[]}""", "bodyInvalid", "roles[0]")]
    [InlineData("""{"name":"王芳","roles":["deliberation"],"stationIds":[],"vote":"yes"}""", "bodyInvalid", "vote")]
    [InlineData("""{"name":"王芳","roles":"deliberation","stationIds":[]}""", "bodyInvalid", "roles")]
    [InlineData("""{"name":"王芳","roles":[],"stationIds":[]}""", "fieldsInvalid", "roles")]
    [InlineData("""{"id":"other","name":"王芳","roles":["deliberation"],"stationIds":[]}""", "fieldsInvalid", "id")]
    [InlineData("{", "bodyInvalid", "$")]
    public async Task A_bad_body_is_400_names_the_member_and_stores_nothing(string body, string code, string member)
    {
        var id = ProductTables.Name();
        var answer = await PutAsync(id, body);
        Assert.Equal((400, code), Brief(answer));
        Assert.Equal([member], answer.Blames);
        Assert.Equal((404, "representativeNotFound"), Brief(await GetAsync(id)));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("王芳")]
    [InlineData("a|b")]
    public async Task An_id_no_key_can_be_made_of_is_400_on_write_and_404_on_read(string id)
    {
        Assert.Equal((400, "fieldsInvalid"), Brief(await PutAsync(id, Body(await StationAsync()))));
        Assert.Equal((404, "representativeNotFound"), Brief(await GetAsync(id)));
    }

    [Fact]
    public async Task The_people_of_a_station_that_is_not_there_are_404() => Assert.Equal((404, "stationNotFound"), Brief(await OfStationAsync("nowhere0")));

    [Fact]
    public async Task The_people_of_a_station_come_in_pages()
    {
        var (station, prefix) = (await StationAsync(), ProductTables.Name());
        foreach (var i in Enumerable.Range(0, 3)) await PutAsync($"{prefix}{i}", Body(station));
        var first = await OfStationAsync(station, "?top=2");
        Assert.Equal([$"{prefix}0", $"{prefix}1"], first.Items.Select(item => item!["id"]!.ToString()));
        var second = await OfStationAsync(station, $"?top=2&continuation={first.Json["continuation"]}");
        Assert.Equal([$"{prefix}2"], second.Items.Select(item => item!["id"]!.ToString()));
    }

    [Fact]
    public async Task A_file_is_imported_whole()
    {
        var (station, prefix) = (await StationAsync(), ProductTables.Name());
        var csv = "编号,姓名,身份,站点编号,负责站点\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"{prefix}{i},代表{i},区人大代表,{station},{(i == 0 ? station : "")}\n"));
        Assert.StartsWith("""{"imported":7,"added":7,"changed":0,"left":0,""", (await ImportAsync(csv)).Text);
        Assert.Equal(7, (await OfStationAsync(station)).Items.Count);
    }

    [Fact]
    public async Task A_file_with_a_station_that_is_not_there_or_a_second_head_imports_nobody()
    {
        var (station, prefix) = (await StationAsync(), ProductTables.Name());
        await PutAsync(ProductTables.Name(), Body(station, "districtDeputy", station));
        var answer = await ImportAsync($"id,name,roles,stationIds,headOf\n{prefix}0,甲,议事代表,{station},\n{prefix}1,乙,议事代表,nowhere0,\n{prefix}2,丙,区人大代表,{station},{station}\n");
        Assert.Equal((400, "csvInvalid"), Brief(answer));
        Assert.Equal(["row 3, column stationIds", "row 4, column headOf"], answer.Blames);
        Assert.Equal(404, (await GetAsync($"{prefix}0")).Status);
    }

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Code);

    private static string Body(string station, string role = "deliberation", string? headOf = null) =>
        $$"""{"name":"王芳","roles":["{{role}}"],"stationIds":["{{station}}"]{{(headOf is null ? "" : $",\"headOf\":\"{headOf}\"")}}}""";

    private static async Task<string> StationAsync()
    {
        var station = new Station(An.Id(ProductTables.StationId()), "花园站", StationKind.Station, "花园街道");
        await new StationTable(await ProductTables.OpenAsync()).PutAsync(station, null, Cancel);
        return station.StationId;
    }

    private static async Task<RepresentativeEndpoints> EndpointsAsync()
    {
        var storage = await ProductTables.OpenAsync();
        var (people, stations) = (new RepresentativeTable(storage), new StationTable(storage));
        return new RepresentativeEndpoints(new RepresentativeHandler(people, stations, new PersonScopeHandler(An.Scopes)));
    }

    private static async Task<RepresentativeFileEndpoints> FilesAsync()
    {
        var storage = await ProductTables.OpenAsync();
        return new(new ImportRepresentativesHandler(new RepresentativeTable(storage), new StationTable(storage), new RepeatTable(storage)));
    }

    private static async Task<HttpAnswer> GetAsync(string id)
    {
        var endpoints = await EndpointsAsync();
        return await HttpCall.Get($"/api/representatives/{Uri.EscapeDataString(id)}").To(request => endpoints.Get(request, id, Cancel));
    }

    private static async Task<HttpAnswer> PutAsync(string id, string body, string? tag = null)
    {
        var endpoints = await EndpointsAsync();
        var call = HttpCall.Put($"/api/representatives/{Uri.EscapeDataString(id)}", body);
        return await (tag is null ? call : call.With("If-Match", tag)).To(request => endpoints.Put(request, id, Cancel));
    }

    private static async Task<HttpAnswer> OfStationAsync(string station, string query = "")
    {
        var endpoints = await EndpointsAsync();
        return await HttpCall.Get($"/api/stations/{station}/representatives{query}").To(request => endpoints.OfStation(request, station, Cancel));
    }

    private static async Task<HttpAnswer> ImportAsync(string csv)
    {
        var endpoints = await FilesAsync();
        return await HttpCall.PostCsv("/api/representatives/import", csv).To(request => endpoints.Import(request, Cancel));
    }
}
