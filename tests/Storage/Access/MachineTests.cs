using Serverless.Access;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Access;

public sealed class MachineTests
{
    [Fact]
    public async Task A_machines_key_is_shown_once_and_stored_nowhere()
    {
        await using var product = await OpenAsync();
        var name = ProductTables.Name();
        var made = await PutAsync(product, name, """{"roles":["bot"],"scope":"district"}""");
        Assert.Equal((201, $"/api/callers/{name}"), (made.Status, (string?)made.Headers.Location));
        var key = (string)made.Json["key"]!;
        Assert.StartsWith(name + ".", key);
        var row = await product.Table(MachineTable.TableName).GetEntityAsync<Azure.Data.Tables.TableEntity>("callers", name);
        Assert.DoesNotContain(((IDictionary<string, object>)row.Value).Values, value => $"{value}".Contains(key[^20..]));
        Assert.Equal(AccessKey.Hash(key), row.Value.GetBinary("KeyHash"));

        var changed = await PutAsync(product, name, """{"roles":["dashboard"],"scope":"station:na017"}""");
        Assert.Equal((200, null), (changed.Status, changed.Json["key"]));
        Assert.Equal("""["dashboard"]""", changed.Json["roles"]!.ToJsonString());
        var listed = (await product.SendAsync(Admin(HttpCall.Get("/api/callers?top=1000")))).Items.Single(one => (string?)one!["name"] == name)!;
        Assert.Equal(["name", "roles", "scope"], listed.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Other_rights_count_at_once_and_the_key_stays()
    {
        await using var product = await OpenAsync();
        var name = ProductTables.Name();
        var key = (string)(await PutAsync(product, name, """{"roles":["bot"],"scope":"district"}""")).Json["key"]!;
        Assert.Equal(403, (await product.SendAsync(HttpCall.Get("/api/audit").With("x-functions-key", key))).Status);
        await PutAsync(product, name, """{"roles":["auditor"],"scope":"district"}""");
        Assert.Equal(200, (await product.SendAsync(HttpCall.Get("/api/audit").With("x-functions-key", key))).Status);
    }

    [Fact]
    public async Task A_revoked_key_dies_at_once_here_and_within_half_a_minute_elsewhere()
    {
        await using var here = await OpenAsync();
        await using var there = await OpenAsync();
        var name = ProductTables.Name();
        var key = (string)(await PutAsync(here, name, """{"roles":["dashboard"],"scope":"district"}""")).Json["key"]!;
        Task<HttpAnswer> AskAsync(Product product) => product.SendAsync(HttpCall.Get("/api/stations").With("x-functions-key", key));
        Assert.Equal((200, 200), ((await AskAsync(here)).Status, (await AskAsync(there)).Status));

        Assert.Equal(204, (await here.SendAsync(Admin(HttpCall.Delete($"/api/callers/{name}")))).Status);
        Assert.Equal((401, "keyWrong"), ((await AskAsync(here)).Status, (await AskAsync(here)).Code));
        Assert.Equal(200, (await AskAsync(there)).Status);
        there.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("keyWrong", (await AskAsync(there)).Code);
        Assert.Equal("callerNotFound", (await here.SendAsync(Admin(HttpCall.Delete($"/api/callers/{name}")))).Code);
    }

    [Fact]
    public async Task A_known_key_and_a_known_wrong_one_cost_no_storage_call()
    {
        await using var product = await OpenAsync();
        foreach (var key in new[] { await product.KeyAsync("district", Role.Dashboard), $"{ProductTables.Name()}.wrong" })
        {
            var call = () => HttpCall.Get("/api/stations").With("x-functions-key", key);
            product.Calls.Clear();
            await product.AskGateAsync(call());
            Assert.Equal(1, product.Calls.Made);
            await product.AskGateAsync(call());
            Assert.Equal(1, product.Calls.Made);
        }
    }

    [Fact]
    public async Task The_bootstrap_key_is_an_administrators_and_its_query_form_too()
    {
        await using var product = await OpenAsync();
        Assert.Equal("administrator", (await product.AskGateAsync(HttpCall.Get("/api/callers?code=the-bootstrap-key"))).Call?.Caller.Name);
        Assert.Equal("keyWrong", (await product.AskGateAsync(HttpCall.Get("/api/callers?code=the-bootstrap-ke"))).Answer.Code);
        await using var without = await Product.OpenAsync();
        Assert.Equal("keyWrong", (await without.AskGateAsync(HttpCall.Get("/api/callers?code=the-bootstrap-key"))).Answer.Code);
    }

    [Fact]
    public async Task What_is_no_machine_is_refused_by_its_fields()
    {
        await using var product = await OpenAsync();
        Assert.Equal(["name"], (await PutAsync(product, "Hotline", """{"roles":["bot"],"scope":"district"}""")).Blames);
        Assert.Equal(["roles", "scope"], (await PutAsync(product, "hotline", "{}")).Blames);
        Assert.Equal("bodyInvalid", (await PutAsync(product, "hotline", """{"roles":["king"],"scope":"district"}""")).Code);
        Assert.Equal("bodyInvalid", (await PutAsync(product, "hotline", """{"roles":["bot"],"scope":"district","key":"mine"}""")).Code);
    }

    [Fact]
    public async Task A_change_or_a_revocation_under_an_old_tag_is_refused_and_under_one_of_a_list_is_done()
    {
        await using var product = await OpenAsync();
        var name = ProductTables.Name();
        Task<HttpAnswer> ChangeAsync(string header, string tag) => product.SendAsync(Admin(HttpCall.Put($"/api/callers/{name}", """{"roles":["auditor"],"scope":"district"}""").With(header, tag)));
        Task<HttpAnswer> RevokeAsync(string tag) => product.SendAsync(Admin(HttpCall.Delete($"/api/callers/{name}").With("If-Match", tag)));
        Assert.Equal(412, (await ChangeAsync("If-Match", "*")).Status);
        var made = await ChangeAsync("If-None-Match", "*");
        Assert.Equal(201, made.Status);
        Assert.NotNull(made.Tag);
        Assert.Equal(412, (await ChangeAsync("If-None-Match", "*")).Status);
        Assert.Equal(412, (await ChangeAsync("If-Match", "W/\"old\"")).Status);
        var changed = await ChangeAsync("If-Match", $"W/\"old\", {made.Tag}");
        Assert.Equal(200, changed.Status);
        Assert.Equal(412, (await RevokeAsync(made.Tag!)).Status);
        Assert.Equal(204, (await RevokeAsync(changed.Tag!)).Status);
        Assert.Equal(404, (await RevokeAsync(changed.Tag!)).Status);
    }

    private static Task<Product> OpenAsync() => Product.OpenAsync(("Access__BootstrapKey", "the-bootstrap-key"));

    private static HttpCall Admin(HttpCall call) => call.With("x-functions-key", "the-bootstrap-key");

    private static Task<HttpAnswer> PutAsync(Product product, string name, string json) => product.SendAsync(Admin(HttpCall.Put($"/api/callers/{name}", json)));
}
