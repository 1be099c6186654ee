using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Occasions;

/// <summary>Occasions as callers of streets and stations see and decide them, through the gate.</summary>
public sealed class OccasionScopeTests : IAsyncLifetime
{
    private const string Days = "?from=2026-12-20&to=2026-12-20";

    private readonly string street = ProductTables.Name();
    private readonly StationId own = An.Id(ProductTables.StationId());
    private readonly StationId other = An.Id(ProductTables.StationId());
    private Product product = null!;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        await product.Get<StationTable>().ImportAsync(
            [new(own, "花园站", StationKind.Station, street), new(other, "金山站", StationKind.Station, ProductTables.Name())], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_list_shows_the_stations_within_scope()
    {
        Assert.Equal([$"reception-20261220-{own}"], Keys(await SendAsync(HttpCall.Get("/api/occasions" + Days), $"street:{street}")));
        Assert.Equal([$"reception-20261220-{other}"], Keys(await SendAsync(HttpCall.Get("/api/occasions" + Days), $"station:{other}")));
    }

    [Fact]
    public async Task A_station_out_of_scope_is_none()
    {
        Assert.Equal((404, "stationNotFound"), Brief(await SendAsync(HttpCall.Get($"/api/occasions{Days}&stationId={other}"), $"street:{street}")));
        Assert.Equal((404, "occasionNotFound"), Brief(await SendAsync(HttpCall.Get($"/api/occasions/reception-20261220-{other}"), $"street:{street}")));
        Assert.Equal((404, "occasionNotFound"), Brief(await DecideAsync(other)));
        Assert.Equal(200, (await DecideAsync(own)).Status);
    }

    [Fact]
    public async Task A_query_name_nobody_knows_is_refused() =>
        Assert.Equal((400, "queryInvalid"), Brief(await SendAsync(HttpCall.Get("/api/occasions?station=na017"), $"street:{street}")));

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Code);

    private static IEnumerable<string> Keys(HttpAnswer answer) => answer.Items.Select(item => item!["key"]!.ToString());

    private Task<HttpAnswer> DecideAsync(StationId station) =>
        SendAsync(HttpCall.Post($"/api/occasions/reception-20261220-{station}/cancel", """{"reason":"停电"}"""), $"street:{street}");

    private async Task<HttpAnswer> SendAsync(HttpCall call, string scope) =>
        await product.SendAsync(call.With("x-functions-key", await product.KeyAsync(scope, Role.Station)));
}
