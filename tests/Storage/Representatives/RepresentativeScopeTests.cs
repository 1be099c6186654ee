using Serverless.Access;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Representatives;

/// <summary>People as callers of streets see and write them, through the gate.</summary>
public sealed class RepresentativeScopeTests : IAsyncLifetime
{
    private readonly string street = ProductTables.Name();
    private readonly StationId own = An.Id(ProductTables.StationId());
    private readonly StationId other = An.Id(ProductTables.StationId());
    private Product product = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        await product.Get<StationTable>().ImportAsync(
            [new(own, "花园站", StationKind.Station, street), new(other, "金山站", StationKind.Station, ProductTables.Name())], Cancel);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_street_reads_who_belongs_to_one_of_its_stations()
    {
        Assert.Equal(200, (await GetAsync(await PersonAsync(own))).Status);
        Assert.Equal(200, (await GetAsync(await PersonAsync(own, other))).Status);
        Assert.Equal((404, "representativeNotFound"), Brief(await GetAsync(await PersonAsync(other))));
        Assert.Equal((404, "representativeNotFound"), Brief(await GetAsync(await PersonAsync())));
    }

    [Fact]
    public async Task A_representative_reads_themselves_and_nobody_else()
    {
        var (self, colleague) = (await PersonAsync(own), await PersonAsync(own));
        var key = await product.KeyAsync($"person:{self}", Role.Representative);
        Task<HttpAnswer> Ask(string path) => product.SendAsync(HttpCall.Get(path).With("x-functions-key", key));
        Assert.Equal((200, self), (await Ask($"/api/representatives/{self}")) is var read ? (read.Status, read.Json["id"]!.ToString()) : default);
        Assert.Equal((404, "representativeNotFound"), Brief(await Ask($"/api/representatives/{colleague}")));
        Assert.Equal((404, "stationNotFound"), Brief(await Ask($"/api/stations/{own}/representatives")));
        Assert.Equal([self], (await Ask("/api/representatives?top=1000")).Items.Select(item => item!["id"]!.ToString()));
        var file = (await Ask("/api/representatives.csv")).Text;
        Assert.Contains(self, file);
        Assert.DoesNotContain(colleague, file);
        var put = HttpCall.Put($"/api/representatives/{self}", $$"""{"name":"王芳","roles":["deliberation"],"stationIds":["{{own}}"]}""");
        Assert.Equal((403, "notAllowed"), Brief(await product.SendAsync(put.With("x-functions-key", key))));
    }

    [Fact]
    public async Task A_street_writes_who_is_all_its_own()
    {
        Assert.Equal(201, (await PutAsync(ProductTables.Name(), own)).Status);
        Assert.Equal(200, (await PutAsync(await PersonAsync(own), own)).Status);
        Assert.Equal((403, "notAllowed"), Brief(await PutAsync(await PersonAsync(own, other), own)));
        Assert.Equal((404, "representativeNotFound"), Brief(await PutAsync(await PersonAsync(other), own)));
    }

    [Fact]
    public async Task A_street_puts_nobody_into_anothers_station_or_into_none()
    {
        foreach (var stations in new StationId[][] { [other], [own, other], [] })
        {
            var answer = await PutAsync(ProductTables.Name(), stations);
            Assert.Equal((400, "fieldsInvalid"), Brief(answer));
            Assert.Equal(["stationIds"], answer.Blames);
        }
    }

    [Fact]
    public async Task Who_may_not_see_contacts_sees_no_account_and_no_telephone()
    {
        var id = await PersonAsync(own);
        foreach (var path in new[] { $"/api/representatives/{id}", $"/api/stations/{own}/representatives" })
        {
            var shown = (await SendAsync(HttpCall.Get(path), Role.Dashboard)).Text;
            Assert.Contains("王芳", shown);
            foreach (var secret in new[] { "oSecret", "wSecret", "13800000000" })
            {
                Assert.DoesNotContain(secret, shown);
                Assert.Contains(secret, (await SendAsync(HttpCall.Get(path), Role.Street)).Text);
            }
        }
    }

    [Fact]
    public async Task A_file_with_one_of_anothers_people_imports_nobody()
    {
        var (fresh, theirs) = (ProductTables.Name(), await PersonAsync(other));
        var answer = await ImportAsync($"id,name,roles,stationIds\n{fresh},甲,议事代表,{own}\n{theirs},乙,议事代表,{own}\n{fresh}x,丙,议事代表,{other}\n");
        Assert.Equal((400, "csvInvalid"), Brief(answer));
        Assert.Equal(["row 3, column id", "row 4, column stationIds"], answer.Blames);
        Assert.Equal(404, (await GetAsync(fresh)).Status);
        Assert.Equal(200, (await ImportAsync($"id,name,roles,stationIds\n{fresh},甲,议事代表,{own}\n")).Status);
    }

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Code);

    private async Task<string> PersonAsync(params StationId[] stations)
    {
        var person = new Representative(An.Person(ProductTables.Name()), "王芳", [RepresentativeRole.Deliberation], stations) { OpenId = $"oSecret{ProductTables.Name()}", WeComUserId = "wSecret", Phone = "13800000000" };
        Assert.Null((await product.Get<RepresentativeTable>().PutAsync(person, null, Cancel)).Refusal);
        return person.Id;
    }

    private Task<HttpAnswer> GetAsync(string id) => SendAsync(HttpCall.Get($"/api/representatives/{id}"), Role.Street);

    private Task<HttpAnswer> PutAsync(string id, params StationId[] stations) => SendAsync(
        HttpCall.Put($"/api/representatives/{id}", $$"""{"name":"王芳","roles":["deliberation"],"stationIds":[{{string.Join(',', stations.Select(station => $"\"{station}\""))}}]}"""), Role.Street);

    private Task<HttpAnswer> ImportAsync(string csv) => SendAsync(HttpCall.PostCsv("/api/representatives/import", csv), Role.Street);

    private async Task<HttpAnswer> SendAsync(HttpCall call, Role role) =>
        await product.SendAsync(call.With("x-functions-key", await product.KeyAsync($"street:{street}", role)));
}
