using Azure.Data.Tables;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Representatives;

/// <summary>How a representative's phone becomes known: a code, a text with it, and what keeps two from being one.</summary>
public sealed class BindingTests : IAsyncLifetime
{
    private readonly string street = ProductTables.Name();
    private readonly StationId station = An.Id(ProductTables.StationId());
    private Product product = null!;
    private string administrator = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        administrator = await product.KeyAsync("district", Role.Administrator);
        await product.Get<StationTable>().ImportAsync([new(station, "花园站", StationKind.Station, street)], Cancel);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_code_binds_the_phone_it_is_sent_from_once()
    {
        var (id, openId) = (await PersonAsync(), ProductTables.Name());
        var made = await CodeAsync(id);
        Assert.Equal(201, made.Status);
        Assert.Equal(product.Time.GetUtcNow().AddDays(7).ToUnixTimeSeconds(), DateTimeOffset.Parse(made.Json["expiresAt"]!.ToString()).ToUnixTimeSeconds());
        var code = made.Json["code"]!.ToString();

        Assert.Equal(id, await BindAsync(code.ToLowerInvariant().Replace("-", " "), openId));
        Assert.Equal(openId, (await SendAsync(HttpCall.Get($"/api/representatives/{id}"))).Json["openId"]?.ToString());
        // WeChat delivers again what it got no answer to.
        Assert.Equal(id, await BindAsync(code, openId));
        Assert.Equal("bindingCodeUnknown", await BindAsync(code, ProductTables.Name()));
    }

    [Fact]
    public async Task A_code_is_good_for_seven_days_and_until_there_is_a_new_one()
    {
        var id = await PersonAsync();
        var first = await CodeTextAsync(id);
        var second = await CodeTextAsync(id);
        Assert.NotEqual(first, second);
        Assert.Equal("bindingCodeUnknown", await BindAsync(first, ProductTables.Name()));
        product.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal("bindingCodeExpired", await BindAsync(second, ProductTables.Name()));
        Assert.Null((await product.Get<RepresentativeTable>().FindAsync(An.Person(id), Cancel))!.Value.Person.OpenId);
    }

    [Fact]
    public async Task A_repeat_with_its_key_gets_the_same_code_which_is_stored_nowhere()
    {
        var (id, key) = (await PersonAsync(), ProductTables.Name());
        var first = await CodeAsync(id, key);
        var again = await CodeAsync(id, key);
        Assert.Equal((201, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.NotEqual(first.Text, (await CodeAsync(id, ProductTables.Name())).Text);
        Assert.Equal((422, "idempotencyKeyReused"), Brief(await SendAsync(HttpCall.Post($"/api/representatives/{id}/binding-code", "{}").With("Idempotency-Key", key))));

        var code = first.Json["code"]!.ToString();
        string[] forms = [code, code.Replace("-", "")];
        foreach (var table in StorageSchema.Tables)
            await foreach (var row in product.Table(table).QueryAsync<TableEntity>(cancellationToken: Cancel))
                Assert.DoesNotContain(row, cell => cell.Value is string text && forms.Any(text.Contains));
        Assert.DoesNotContain(product.Log.Collector.GetSnapshot(), line => forms.Any(line.Message.Contains));
    }

    [Fact]
    public async Task A_phone_belongs_to_one_person_however_it_comes_to_them()
    {
        var (one, two, openId) = (await PersonAsync(), await PersonAsync(), ProductTables.Name());
        Assert.Equal(one, await BindAsync(await CodeTextAsync(one), openId));
        Assert.Equal("openIdTaken", await BindAsync(await CodeTextAsync(two), openId));
        Assert.Equal((409, "openIdTaken"), Brief(await PutAsync(two, openId)));
        var imported = await SendAsync(HttpCall.PostCsv("/api/representatives/import", $"编号,微信OpenID\n{two},{openId}\n"));
        Assert.Equal((400, "csvInvalid"), Brief(imported));
        Assert.Equal(["row 2, column 微信OpenID"], imported.Blames);

        Assert.Equal(204, (await SendAsync(HttpCall.Delete($"/api/representatives/{one}/binding"))).Status);
        Assert.Equal(200, (await PutAsync(two, openId)).Status);
        Assert.Equal((409, "openIdTaken"), Brief(await PutAsync(one, openId)));
    }

    [Fact]
    public async Task Of_many_who_claim_one_phone_at_once_one_gets_it()
    {
        var openId = ProductTables.Name();
        var ids = new List<string>();
        foreach (var _ in Enumerable.Range(0, 6)) ids.Add(await PersonAsync());
        var code = await CodeTextAsync(ids[0]);
        await Task.WhenAll(
            BindAsync(code, openId), PutAsync(ids[1], openId), PutAsync(ids[2], openId),
            SendAsync(HttpCall.PostCsv("/api/representatives/import", $"编号,微信OpenID\n{ids[3]},{openId}\n")),
            SendAsync(HttpCall.PostCsv("/api/representatives/import", $"编号,微信OpenID\n{ids[4]},{openId}\n")), PutAsync(ids[5], openId));
        var people = await product.Get<RepresentativeTable>().OfStationAsync(station, Cancel);
        Assert.Single(people, person => person.OpenId == openId);
    }

    [Fact]
    public async Task Another_phone_of_the_same_person_takes_the_place_of_the_first()
    {
        var (one, two, lost, bought) = (await PersonAsync(), await PersonAsync(), ProductTables.Name(), ProductTables.Name());
        await BindAsync(await CodeTextAsync(one), lost);
        Assert.Equal(one, await BindAsync(await CodeTextAsync(one), bought));
        Assert.Equal(two, await BindAsync(await CodeTextAsync(two), lost));
    }

    [Fact]
    public async Task Who_guesses_is_heard_five_times_an_hour()
    {
        var (id, guesser) = (await PersonAsync(), ProductTables.Name());
        var code = await CodeTextAsync(id);
        foreach (var i in Enumerable.Range(0, 5)) Assert.Equal("bindingCodeUnknown", await BindAsync(BindingCode.Of($"{i}", "", An.Person("x")).Show(), guesser));
        Assert.Equal("tooManyBindingCodes", await BindAsync(code, guesser));
        product.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(id, await BindAsync(code, guesser));
    }

    [Fact]
    public async Task Unbinding_can_be_repeated_and_nobody_is_404()
    {
        var id = await PersonAsync();
        await PutAsync(id, ProductTables.Name());
        foreach (var _ in Enumerable.Range(0, 2)) Assert.Equal(204, (await SendAsync(HttpCall.Delete($"/api/representatives/{id}/binding"))).Status);
        Assert.Null((await SendAsync(HttpCall.Get($"/api/representatives/{id}"))).Json["openId"]);
        Assert.Equal((404, "representativeNotFound"), Brief(await SendAsync(HttpCall.Delete($"/api/representatives/{ProductTables.Name()}/binding"))));
        Assert.Equal((404, "representativeNotFound"), Brief(await CodeAsync(ProductTables.Name())));
    }

    [Fact]
    public async Task A_station_prints_the_codes_of_those_who_are_not_bound()
    {
        var (unbound, bound) = (await PersonAsync(), await PersonAsync());
        await PutAsync(bound, ProductTables.Name());
        var made = await SendAsync(HttpCall.Post($"/api/stations/{station}/binding-codes", ""));
        Assert.Equal(201, made.Status);
        var line = Assert.Single(made.Json["codes"]!.AsArray());
        Assert.Equal((unbound, "王芳"), (line!["id"]!.ToString(), line["name"]!.ToString()));

        var page = await SendAsync(HttpCall.Post($"/api/stations/{station}/binding-codes.html", ""));
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers.ContentType.ToString()));
        var printed = System.Text.RegularExpressions.Regex.Match(page.Text, "BD-[0-9A-Z]{4}-[0-9A-Z]{5}").Value;
        Assert.Equal("bindingCodeUnknown", await BindAsync(line["code"]!.ToString(), ProductTables.Name()));
        Assert.Equal(unbound, await BindAsync(printed, ProductTables.Name()));
    }

    [Fact]
    public async Task A_street_makes_codes_for_its_own_people_alone()
    {
        var other = An.Id(ProductTables.StationId());
        await product.Get<StationTable>().ImportAsync([new(other, "金山站", StationKind.Station, ProductTables.Name())], Cancel);
        var (own, shared, theirs) = (await PersonAsync(station), await PersonAsync(station, other), await PersonAsync(other));
        var key = await product.KeyAsync($"street:{street}", Role.Street);
        Task<HttpAnswer> Ask(HttpCall call) => product.SendAsync(call.With("x-functions-key", key));
        Assert.Equal(201, (await Ask(HttpCall.Post($"/api/representatives/{own}/binding-code", ""))).Status);
        Assert.Equal((403, "notAllowed"), Brief(await Ask(HttpCall.Post($"/api/representatives/{shared}/binding-code", ""))));
        Assert.Equal((404, "representativeNotFound"), Brief(await Ask(HttpCall.Post($"/api/representatives/{theirs}/binding-code", ""))));
        Assert.Equal((404, "representativeNotFound"), Brief(await Ask(HttpCall.Delete($"/api/representatives/{theirs}/binding"))));
        Assert.Equal((404, "representativeNotFound"), Brief(await Ask(HttpCall.Delete($"/api/representatives/{theirs}"))));
        Assert.Equal([own], (await Ask(HttpCall.Post($"/api/stations/{station}/binding-codes", ""))).Json["codes"]!.AsArray().Select(one => one!["id"]!.ToString()));
        Assert.Equal((404, "stationNotFound"), Brief(await Ask(HttpCall.Post($"/api/stations/{other}/binding-codes", ""))));
        Assert.Equal(new[] { own, shared }.Order(StringComparer.Ordinal), Ids(await Ask(HttpCall.Get("/api/representatives?top=1000"))));
    }

    [Fact]
    public async Task People_are_listed_by_street_role_and_whether_they_are_bound()
    {
        var (bound, unbound) = (await PersonAsync(), await PersonAsync());
        await PutAsync(bound, ProductTables.Name());
        Assert.Equal(new[] { bound, unbound }.Order(StringComparer.Ordinal), await AllAsync(""));
        Assert.Equal([bound], await AllAsync("&bound=true"));
        Assert.Equal([unbound], await AllAsync("&bound=false&role=deliberation"));
        Assert.Empty(await AllAsync("&role=nationalDeputy"));
        foreach (var query in new[] { "?bound=yes", "?role=mayor", "?top=0", "?continuation=YWIgYw", "?name=x" })
            Assert.Equal((400, "queryInvalid"), Brief(await SendAsync(HttpCall.Get("/api/representatives" + query))));
    }

    [Fact]
    public async Task Who_is_removed_is_gone_everywhere_and_so_is_their_code()
    {
        var (id, openId) = (await PersonAsync(), ProductTables.Name());
        var tag = (await PutAsync(id, openId)).Tag!;
        var code = await CodeTextAsync(id);
        Assert.Equal((412, "preconditionFailed"), Brief(await SendAsync(HttpCall.Delete($"/api/representatives/{id}").With("If-Match", "\"other\""))));
        Assert.Equal(204, (await SendAsync(HttpCall.Delete($"/api/representatives/{id}").With("If-Match", tag))).Status);
        Assert.Equal((404, "representativeNotFound"), Brief(await SendAsync(HttpCall.Delete($"/api/representatives/{id}"))));
        Assert.DoesNotContain(await product.Get<RepresentativeTable>().OfStationAsync(station, Cancel), person => person.Id == id);
        Assert.Equal("bindingCodeUnknown", await BindAsync(code, ProductTables.Name()));
        Assert.Equal(200, (await PutAsync(await PersonAsync(), openId)).Status);
    }

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Body.Length == 0 ? null : answer.Code);

    private static IEnumerable<string> Ids(HttpAnswer answer) => answer.Items.Select(item => item!["id"]!.ToString());

    private async Task<List<string>> AllAsync(string query)
    {
        var all = new List<string>();
        for (var next = ""; ;)
        {
            var page = await SendAsync(HttpCall.Get($"/api/representatives?street={street}&top=1{query}{next}"));
            all.AddRange(Ids(page));
            if (page.Json["continuation"] is not { } continuation) return all;
            next = $"&continuation={continuation}";
        }
    }

    /// <summary>The person's id, or the refusal's code.</summary>
    private async Task<string> BindAsync(string code, string openId) =>
        (await product.Get<BindingHandler>().BindAsync(product.Call(Caller.Citizen), code, openId, Cancel)).Refused(out var refusal, out var person) ? refusal.Code : person.Id;

    private async Task<string> CodeTextAsync(string id) => (await CodeAsync(id)).Json["code"]!.ToString();

    private Task<HttpAnswer> CodeAsync(string id, string? key = null)
    {
        var call = HttpCall.Post($"/api/representatives/{id}/binding-code", "");
        return SendAsync(key is null ? call : call.With("Idempotency-Key", key));
    }

    private async Task<string> PersonAsync(params StationId[] where)
    {
        var person = new Representative(An.Person(ProductTables.Name()), "王芳", [RepresentativeRole.Deliberation], where is [] ? [station] : where);
        Assert.Null((await product.Get<RepresentativeTable>().PutAsync(person, null, Cancel)).Refusal);
        return person.Id;
    }

    private Task<HttpAnswer> PutAsync(string id, string openId) => SendAsync(
        HttpCall.Put($"/api/representatives/{id}", $$"""{"name":"王芳","roles":["deliberation"],"stationIds":["{{station}}"],"openId":"{{openId}}"}"""));

    private Task<HttpAnswer> SendAsync(HttpCall call) => product.SendAsync(call.With("x-functions-key", administrator));
}
