using Serverless.Access;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Stations;

/// <summary>A station opens, is suspended, closes, and goes only when nothing ever happened there; through the gate.</summary>
public sealed class StationLifeTests : IAsyncLifetime
{
    private readonly string street = ProductTables.Name();
    private readonly string id = ProductTables.StationId();
    private Product product = null!;
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        key = await product.KeyAsync("district", Role.Administrator);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_station_says_whether_it_works_and_from_when_to_when()
    {
        Assert.Equal("active", (await PutAsync(id)).Json["status"]?.ToString());
        var closed = await PutAsync(id, ""","status":"closed","openedOn":"2020-03-01","closedOn":"2026-11-24" """);
        Assert.Equal((200, "closed", "2020-03-01", "2026-11-24"), (closed.Status, closed.Json["status"]?.ToString(), closed.Json["openedOn"]?.ToString(), closed.Json["closedOn"]?.ToString()));
        Assert.Equal(closed.Text, (await SendAsync(HttpCall.Get($"/api/stations/{id}"))).Text);
    }

    [Theory]
    [InlineData(""","status":"gone" """, "bodyInvalid", "status")]
    [InlineData(""","openedOn":"2026/11/24" """, "bodyInvalid", "openedOn")]
    [InlineData(""","openedOn":"2026-11-24","closedOn":"2026-11-23" """, "fieldsInvalid", "closedOn")]
    [InlineData(""","openedOn":"0026-11-24" """, "fieldsInvalid", "openedOn")]
    public async Task A_life_that_cannot_be_is_refused(string more, string code, string field)
    {
        var answer = await PutAsync(id, more);
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Equal([field], answer.Blames);
    }

    [Fact]
    public async Task A_list_is_narrowed_to_those_that_work_or_do_not()
    {
        string[] ids = [ProductTables.StationId(), ProductTables.StationId(), ProductTables.StationId()];
        await PutAsync(ids[0]);
        await PutAsync(ids[1], ""","status":"suspended" """);
        await PutAsync(ids[2], ""","status":"closed" """);
        Assert.Equal([ids[0]], await ListAsync("&status=active"));
        Assert.Equal([ids[1]], await ListAsync("&status=suspended"));
        Assert.Equal([ids[2]], await ListAsync("&status=closed"));
        Assert.Equal(ids.Order(StringComparer.Ordinal), await ListAsync(""));
        Assert.Equal(400, (await SendAsync(HttpCall.Get("/api/stations?status=gone"))).Status);
    }

    [Fact]
    public async Task A_row_of_before_there_was_a_status_is_an_active_stations()
    {
        await PutAsync(id);
        var table = product.Table(StationTable.TableName);
        var row = (await table.GetEntityAsync<Azure.Data.Tables.TableEntity>("stations", id)).Value;
        Assert.DoesNotContain("Status", row.Keys);
        Assert.Equal("active", (await SendAsync(HttpCall.Get($"/api/stations/{id}"))).Json["status"]?.ToString());
        Assert.Equal([id], await ListAsync("&status=active"));
    }

    [Fact]
    public async Task What_was_entered_by_mistake_is_removed_once()
    {
        await PutAsync(id);
        Assert.Equal(204, (await DeleteAsync()).Status);
        Assert.Equal((404, "stationNotFound"), Brief(await SendAsync(HttpCall.Get($"/api/stations/{id}"))));
        Assert.Equal((404, "stationNotFound"), Brief(await DeleteAsync()));
    }

    [Fact]
    public async Task A_removal_keeps_to_its_condition()
    {
        var first = await PutAsync(id);
        var second = await PutAsync(id, ""","village":"金山社区" """);
        Assert.Equal((412, "preconditionFailed"), Brief(await SendAsync(HttpCall.Delete($"/api/stations/{id}").With("If-Match", first.Tag!))));
        Assert.Equal(204, (await SendAsync(HttpCall.Delete($"/api/stations/{id}").With("If-Match", second.Tag!))).Status);
    }

    [Theory]
    [InlineData("opinion")]
    [InlineData("person")]
    [InlineData("notice")]
    [InlineData("occasion")]
    public async Task A_station_where_something_happened_stays(string what)
    {
        await PutAsync(id);
        await HappenAsync(what);
        var answer = await DeleteAsync();
        Assert.Equal((409, "stationHasHistory"), Brief(answer));
        Assert.Equal(200, (await SendAsync(HttpCall.Get($"/api/stations/{id}"))).Status);
    }

    [Fact]
    public async Task A_neighbours_history_is_not_the_stations()
    {
        var neighbour = id + "0";
        await PutAsync(id);
        await PutAsync(neighbour);
        foreach (var what in new[] { "opinion", "person", "notice", "occasion" }) await HappenAsync(what, neighbour);
        Assert.Equal(204, (await DeleteAsync()).Status);
    }

    [Fact]
    public async Task A_street_removes_its_own_alone()
    {
        await PutAsync(id);
        var theirs = await product.KeyAsync($"street:{ProductTables.Name()}", Role.Street);
        Assert.Equal((404, "stationNotFound"), Brief(await product.SendAsync(HttpCall.Delete($"/api/stations/{id}").With("x-functions-key", theirs))));
        var own = await product.KeyAsync($"street:{street}", Role.Street);
        Assert.Equal(204, (await product.SendAsync(HttpCall.Delete($"/api/stations/{id}").With("x-functions-key", own))).Status);
    }

    [Fact]
    public async Task A_station_owes_no_reception_of_before_it_opened_and_none_of_after_it_closed()
    {
        await PutAsync(id, ""","openedOn":"2026-09-01","closedOn":"2026-11-30" """);
        var list = await SendAsync(HttpCall.Get($"/api/occasions?stationId={id}&from=2026-01-01&to=2026-12-31"));
        Assert.Equal([$"reception-20261020-{id}"], list.Items.Select(item => item!["key"]!.ToString()));
    }

    [Fact]
    public async Task What_staff_decided_is_shown_whatever_a_station_owes()
    {
        await PutAsync(id);
        await HappenAsync("occasion");
        await PutAsync(id, ""","status":"suspended" """);
        var list = await SendAsync(HttpCall.Get($"/api/occasions?stationId={id}&from=2026-01-01&to=2026-12-31"));
        Assert.Equal([$"reception-20261220-{id}"], list.Items.Select(item => item!["key"]!.ToString()));
    }

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Body.Length == 0 ? null : answer.Code);

    private async Task HappenAsync(string what, string? where = null)
    {
        var station = where ?? id;
        if (what == "notice")
        {
            await product.Table(Serverless.Notices.NoticeTable.TableName).AddEntityAsync(new Azure.Data.Tables.TableEntity(station, $"20261220.reception-20261220-{station}.-7.r1"));
            return;
        }

        var answer = what switch
        {
            "opinion" => await SendAsync(HttpCall.Post("/api/opinions", $$"""{"stationId":"{{station}}","content":"路灯坏了。"}""")),
            "person" => await SendAsync(HttpCall.Put($"/api/representatives/{ProductTables.Name()}", $$"""{"name":"王芳","roles":["deliberation"],"stationIds":["{{station}}"]}""")),
            _ => await SendAsync(HttpCall.Post($"/api/occasions/reception-20261220-{station}/cancel", """{"reason":"停电"}""")),
        };
        Assert.True(answer.Status is 200 or 201, answer.Text);
    }

    private async Task<string[]> ListAsync(string more) =>
        [.. (await SendAsync(HttpCall.Get($"/api/stations?street={street}{more}"))).Items.Select(item => item!["stationId"]!.ToString())];

    private Task<HttpAnswer> PutAsync(string station, string more = "") =>
        SendAsync(HttpCall.Put($"/api/stations/{station}", $$"""{"name":"花园站","kind":"station","street":"{{street}}"{{more}}}"""));

    private Task<HttpAnswer> DeleteAsync() => SendAsync(HttpCall.Delete($"/api/stations/{id}"));

    private Task<HttpAnswer> SendAsync(HttpCall call) => product.SendAsync(call.With("x-functions-key", key));
}
