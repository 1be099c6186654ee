using Serverless.Access;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Access;

public sealed class MemberTests : IAsyncLifetime
{
    private Product product = null!;

    public async ValueTask InitializeAsync() => product = await OpenAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_member_signs_in_with_each_of_their_identities_and_is_named_by_their_id()
    {
        var (id, one, other) = (ProductTables.Name(), Identity(), Identity());
        Assert.Equal(201, (await PutAsync(id, [one, other])).Status);
        Assert.Equal($"member:{id}", (await AskAsync(one)).Call?.Caller.Name);
        Assert.Equal($"member:{id}", (await AskAsync(other)).Call?.Caller.Name);
        Assert.Equal(200, (await PutAsync(id, [other])).Status);
        Assert.Equal((403, "notAllowed"), await RefusedAsync(one));
        Assert.Equal($"member:{id}", (await AskAsync(other)).Call?.Caller.Name);
        Assert.Equal(204, (await product.SendAsync(Admin(HttpCall.Delete($"/api/members/{id}")))).Status);
        Assert.Equal((403, "notAllowed"), await RefusedAsync(other));
        Assert.Equal("memberNotFound", (await product.SendAsync(Admin(HttpCall.Get($"/api/members/{id}")))).Code);
    }

    [Fact]
    public async Task A_person_nobody_has_entered_may_nothing() => Assert.Equal((403, "notAllowed"), await RefusedAsync(Identity()));

    [Fact]
    public async Task An_identity_belongs_to_one_member()
    {
        var (first, second, identity) = (ProductTables.Name(), ProductTables.Name(), Identity());
        await PutAsync(first, [identity]);
        Assert.Equal((409, "identityTaken"), await StatusAsync(PutAsync(second, [Identity(), identity])));
        Assert.Equal("memberNotFound", (await product.SendAsync(Admin(HttpCall.Get($"/api/members/{second}")))).Code);
        Assert.Equal(200, (await PutAsync(first, [])).Status);
        Assert.Equal(201, (await PutAsync(second, [identity])).Status);
        Assert.Equal($"member:{second}", (await AskAsync(identity)).Call?.Caller.Name);
    }

    [Fact]
    public async Task Of_two_writers_who_give_an_identity_to_two_members_one_is_refused()
    {
        await using var other = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var (first, second, identity) = (ProductTables.Name(), ProductTables.Name(), Identity());
            var answers = await Task.WhenAll(PutAsync(first, [identity]), PutAsync(other, second, [identity]));
            Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
            Assert.Equal("identityTaken", answers.Single(answer => answer.Status == 409).Code);
            Assert.Equal($"member:{(answers[0].Status == 201 ? first : second)}", (await AskAsync(identity)).Call?.Caller.Name);
        }
    }

    [Fact]
    public async Task Of_two_writers_on_one_member_no_change_is_lost()
    {
        await using var other = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var (id, one, two) = (ProductTables.Name(), Identity(), Identity());
            await PutAsync(id, []);
            var answers = await Task.WhenAll(PutAsync(id, [one]), PutAsync(other, id, [two]));
            Assert.All(answers, answer => Assert.True(answer.Status == 200 || answer.Code == "writeConflict", answer.Text));
            var kept = (string)(await product.SendAsync(Admin(HttpCall.Get($"/api/members/{id}")))).Json["identities"]![0]!;
            foreach (var identity in new[] { one, two }) Assert.Equal(identity == kept, (await AskAsync(identity)).Call is not null);
        }
    }

    [Fact]
    public async Task A_removal_under_an_old_tag_is_refused_and_under_one_of_a_list_is_done()
    {
        var id = ProductTables.Name();
        var (first, second) = (await PutAsync(id, []), await PutAsync(id, []));
        Task<HttpAnswer> RemoveAsync(string tag) => product.SendAsync(Admin(HttpCall.Delete($"/api/members/{id}")).With("If-Match", tag));
        Assert.Equal((412, "preconditionFailed"), await StatusAsync(RemoveAsync(first.Tag!)));
        Assert.Equal(204, (await RemoveAsync($"{first.Tag}, {second.Tag}")).Status);
        Assert.Equal((404, "memberNotFound"), await StatusAsync(RemoveAsync("*")));
    }

    [Fact]
    public async Task A_write_under_a_tag_that_is_not_the_members_is_refused()
    {
        var id = ProductTables.Name();
        var made = await PutAsync(id, []);
        Assert.Equal(200, (await product.SendAsync(Admin(Put(id, [])).With("If-Match", made.Tag!))).Status);
        Assert.Equal((412, "preconditionFailed"), await StatusAsync(product.SendAsync(Admin(Put(id, [])).With("If-Match", made.Tag!))));
        Assert.Equal((412, "preconditionFailed"), await StatusAsync(product.SendAsync(Admin(Put(ProductTables.Name(), [])).With("If-Match", "*"))));
    }

    [Fact]
    public async Task Signing_in_costs_a_storage_call_and_then_none()
    {
        var identity = Identity();
        await PutAsync(ProductTables.Name(), [identity]);
        product.Calls.Clear();
        await AskAsync(identity);
        Assert.Equal(1, product.Calls.Made);
        await AskAsync(identity);
        Assert.Equal(1, product.Calls.Made);
    }

    [Fact]
    public async Task A_key_wins_over_a_sign_in_and_a_wrong_key_is_not_mended_by_one()
    {
        var identity = Identity();
        await PutAsync(ProductTables.Name(), [identity]);
        Assert.Equal("administrator", (await product.AskGateAsync(Admin(SignedIn(identity)))).Call?.Caller.Name);
        Assert.Equal("keyWrong", (await product.AskGateAsync(SignedIn(identity).With("x-functions-key", "wrong"))).Answer.Code);
    }

    [Fact]
    public async Task Where_the_platform_does_not_sign_in_its_headers_are_nobodys()
    {
        var identity = Identity();
        await PutAsync(ProductTables.Name(), [identity]);
        await using var without = await Product.OpenAsync();
        Assert.Equal((401, "keyMissing"), await StatusAsync(without.SendAsync(SignedIn(identity))));
    }

    [Fact]
    public async Task Another_sites_page_changes_nothing_in_a_persons_name()
    {
        var (identity, id) = (Identity(), ProductTables.Name());
        await PutAsync(ProductTables.Name(), [identity], "administrator");
        HttpCall Change() => SignIn(Put(id, []), identity);
        Assert.Equal((403, "notAllowed"), await StatusAsync(product.SendAsync(Change().With("Sec-Fetch-Site", "cross-site"))));
        Assert.Equal((403, "notAllowed"), await StatusAsync(product.SendAsync(Change().With("Origin", "https://evil.example"))));
        Assert.Equal("memberNotFound", (await product.SendAsync(Admin(HttpCall.Get($"/api/members/{id}")))).Code);
        Assert.Equal(201, (await product.SendAsync(Change().With("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Equal(200, (await product.SendAsync(SignIn(HttpCall.Get($"/api/members/{id}"), identity).With("Sec-Fetch-Site", "cross-site"))).Status);
    }

    private static Task<Product> OpenAsync() => Product.OpenAsync(("Access__BootstrapKey", "the-bootstrap-key"), ("Access__PlatformSignIn", "true"));

    private static string Identity() => $"wecom:{ProductTables.Name()}";

    private static HttpCall Admin(HttpCall call) => call.With("x-functions-key", "the-bootstrap-key");

    private static HttpCall SignIn(HttpCall call, string identity) =>
        call.With("X-MS-CLIENT-PRINCIPAL-IDP", identity.Split(':')[0]).With("X-MS-CLIENT-PRINCIPAL-ID", identity.Split(':')[1]);

    private static HttpCall SignedIn(string identity) => SignIn(HttpCall.Get("/api/stations"), identity);

    private static HttpCall Put(string id, string[] identities, string role = "district") => HttpCall.Put(
        $"/api/members/{id}", $$"""{"name":"李伟","identities":[{{string.Join(',', identities.Select(one => $"\"{one}\""))}}],"roles":["{{role}}"],"scopes":["district"]}""");

    private static async Task<(int, string?)> StatusAsync(Task<HttpAnswer> answering) => (await answering) is var answer ? (answer.Status, answer.Code) : default;

    private static Task<HttpAnswer> PutAsync(Product product, string id, string[] identities) => product.SendAsync(Admin(Put(id, identities)));

    private Task<HttpAnswer> PutAsync(string id, string[] identities, string role = "district") => product.SendAsync(Admin(Put(id, identities, role)));

    private Task<(Call? Call, HttpAnswer Answer)> AskAsync(string identity) => product.AskGateAsync(SignedIn(identity));

    private async Task<(int, string?)> RefusedAsync(string identity) => (await AskAsync(identity)).Answer is var answer ? (answer.Status, answer.Code) : default;
}
