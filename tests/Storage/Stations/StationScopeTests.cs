using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Stations;

/// <summary>Stations as callers of streets and stations see and write them, through the gate.</summary>
public sealed class StationScopeTests : IAsyncLifetime
{
    private readonly string street = ProductTables.Name();
    private readonly string elsewhere = ProductTables.Name();
    private readonly string own = ProductTables.StationId();
    private readonly string other = ProductTables.StationId();
    private Product product = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        await product.Get<StationTable>().ImportAsync([Some(own, street), Some(other, elsewhere)], Cancel);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_street_enters_stations_of_its_own_and_of_no_other_street()
    {
        Assert.Equal(201, (await PutAsync(ProductTables.StationId(), street)).Status);
        Assert.Equal((403, "notAllowed"), Brief(await PutAsync(ProductTables.StationId(), elsewhere)));
    }

    [Fact]
    public async Task A_street_neither_gives_a_station_away_nor_takes_one()
    {
        Assert.Equal((403, "notAllowed"), Brief(await PutAsync(own, elsewhere)));
        Assert.Equal((404, "stationNotFound"), Brief(await PutAsync(other, street)));
        Assert.Equal(elsewhere, (await product.Get<StationTable>().FindAsync(An.Id(other), Cancel))!.Value.Station.Street);
    }

    [Fact]
    public async Task A_query_name_the_list_does_not_know_is_refused() =>
        Assert.Equal((400, "queryInvalid"), Brief(await ListAsync("district", Role.District, "?streets=x")));

    [Fact]
    public async Task A_list_shows_what_is_within_scope()
    {
        Assert.Equal([own], Ids(await ListAsync($"street:{street}", Role.Street)));
        Assert.Equal([other], Ids(await ListAsync($"station:{other}", Role.Station)));
        Assert.Empty(Ids(await ListAsync("person:r1", Role.Representative)));
        Assert.Empty(Ids(await ListAsync($"street:{street}", Role.Street, $"?street={elsewhere}")));
    }

    [Fact]
    public async Task Who_may_not_see_contacts_sees_no_telephone()
    {
        Assert.Contains("02362800000", (await ListAsync($"street:{street}", Role.Street)).Text);
        var shown = await ListAsync($"street:{street}", Role.Dashboard);
        Assert.Contains("张三", shown.Text);
        Assert.DoesNotContain("02362800000", shown.Text);
    }

    [Fact]
    public async Task A_file_with_a_station_of_another_street_imports_none()
    {
        var fresh = ProductTables.StationId();
        var answer = await ImportAsync($"编号,名称,类型,街道\n{fresh},甲站,活动站,{street}\n{other},乙站,活动站,{street}\n");
        Assert.Equal((400, "csvInvalid"), Brief(answer));
        Assert.Equal(["row 3, column 编号"], answer.Blames);
        Assert.Null(await product.Get<StationTable>().FindAsync(An.Id(fresh), Cancel));
        Assert.Equal(200, (await ImportAsync($"编号,名称,类型,街道\n{fresh},甲站,活动站,{street}\n")).Status);
    }

    private static Station Some(string id, string street) => new(An.Id(id), "花园站", StationKind.Station, street) { Staff = [new("张三", "02362800000")] };

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Code);

    private static IEnumerable<string> Ids(HttpAnswer answer) => answer.Items.Select(item => item!["stationId"]!.ToString());

    private async Task<HttpAnswer> PutAsync(string id, string where) =>
        await SendAsync(HttpCall.Put($"/api/stations/{id}", $$"""{"name":"花园站","kind":"station","street":"{{where}}"}"""), $"street:{street}", Role.Street);

    private Task<HttpAnswer> ListAsync(string scope, Role role, string query = "") => SendAsync(HttpCall.Get("/api/stations" + query), scope, role);

    private Task<HttpAnswer> ImportAsync(string csv) => SendAsync(HttpCall.PostCsv("/api/stations/import", csv), $"street:{street}", Role.Street);

    private async Task<HttpAnswer> SendAsync(HttpCall call, string scope, Role role) =>
        await product.SendAsync(call.With("x-functions-key", await product.KeyAsync(scope, role)));
}
