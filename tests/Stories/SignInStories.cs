using System.Net;
using System.Text;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>The local host plays the platform: people sign in, and nobody can pretend to have.</summary>
public sealed class SignInStories
{
    [Fact]
    public async Task Whoever_signs_in_acts_in_their_own_name_within_their_scope_until_they_sign_out()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store);
        using var browser = Browser(host);
        var (here, elsewhere) = (await host.StationAsync(), await host.StationAsync());
        var member = $$"""{"name":"李伟","identities":["aad:0f1c"],"roles":["station"],"scopes":["station:{{here}}"]}""";
        Assert.Equal(201, (await host.PutAsync("api/members/w.li", member)).Status);

        Assert.Equal(401, await StatusAsync(browser, $"api/stations/{here}"));
        Assert.Equal(401, await StatusAsync(browser, ".auth/me"));
        var login = await browser.GetAsync(".auth/login/demo?as=w.li&post_login_redirect_uri=/dashboard");
        Assert.Equal((HttpStatusCode.Redirect, "/dashboard"), (login.StatusCode, login.Headers.Location?.OriginalString));
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        Assert.Contains("0f1c", await browser.GetStringAsync(".auth/me"));
        Assert.Equal(200, await StatusAsync(browser, $"api/stations/{here}"));
        Assert.Equal(404, await StatusAsync(browser, $"api/stations/{elsewhere}"));
        Assert.Equal(403, await StatusAsync(browser, "api/members/w.li"));
        Assert.Contains("""member:w.li""", (await host.GetAsync($"api/audit?subject=/api/stations/{here}")).Text);

        var page = await browser.GetStringAsync(".auth");
        Assert.Contains("as=w.li", page);
        Assert.Contains("李伟", WebUtility.HtmlDecode(page));
        await browser.GetAsync(".auth/logout");
        Assert.Equal(401, await StatusAsync(browser, $"api/stations/{here}"));
    }

    [Fact]
    public async Task The_platforms_headers_from_outside_count_for_nothing()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store);
        using var browser = Browser(host);
        await host.PutAsync("api/members/boss", """{"name":"李伟","identities":["aad:boss"],"roles":["administrator"],"scopes":["district"]}""");
        async Task<int> ForgeAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/members");
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL-IDP", "aad");
            request.Headers.Add("x-ms-client-principal-id", "boss");
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"auth_typ":"aad","claims":[{"typ":"sub","val":"boss"}]}""")));
            return (int)(await browser.SendAsync(request)).StatusCode;
        }

        Assert.Equal(401, await ForgeAsync());
        await browser.GetAsync(".auth/login/demo?as=nobody");
        Assert.Equal(403, await ForgeAsync());
        await browser.GetAsync(".auth/login/demo?as=boss");
        Assert.Equal(200, await StatusAsync(browser, "api/members"));
    }

    [Fact]
    public async Task A_sign_in_leads_to_no_other_place()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store);
        using var browser = Browser(host);
        foreach (var uri in new[] { "https://evil.example", "//evil.example", "/%5Cevil.example", "evil", "/a%0d%0aX:y" })
            Assert.Equal("/", (await browser.GetAsync($".auth/login/demo?as=w.li&post_login_redirect_uri={uri}")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task No_line_of_the_host_holds_a_machines_key_however_it_was_sent()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store);
        var key = (string)(await host.PutAsync("api/callers/hotline", """{"roles":["bot"],"scope":"district"}""")).Json["key"]!;
        using var browser = Browser(host);
        Assert.Equal(403, await StatusAsync(browser, $"api/callers?code={key}"));
        Assert.Equal(401, await StatusAsync(browser, $"api/callers?code={key}x"));
        Assert.Equal(404, await StatusAsync(browser, $"api/nowhere?code={key}"));
        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, "api/callers", null, ("x-functions-key", key))).Status);
        await store.Azurite.StopAsync();
        Assert.Equal(503, await StatusAsync(browser, $"api/stations/na001?code=other.{key[8..]}"));
        await host.StopAsync();
        Assert.Contains(host.Lines, line => line.Contains("/api/callers 403"));
        Assert.DoesNotContain(host.Lines, line => line.Contains(key[8..]));
    }

    private static HttpClient Browser(StoryHost host) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.BaseAddress };

    private static async Task<int> StatusAsync(HttpClient browser, string path) => (int)(await browser.GetAsync(path)).StatusCode;
}
