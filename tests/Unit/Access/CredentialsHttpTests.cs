using Microsoft.AspNetCore.Http;
using Serverless.Access;

namespace Serverless.Tests.Unit.Access;

public sealed class CredentialsHttpTests
{
    [Theory]
    [InlineData(null, "", null)]
    [InlineData(null, "?code=b", "b")]
    [InlineData("a", "?code=b", "a")]
    [InlineData("", "?code=b", "")]
    public void The_headers_key_wins_over_the_querys(string? header, string query, string? key)
    {
        var request = Request("GET", header is null ? [] : [("x-functions-key", header)]);
        request.QueryString = new QueryString(query);
        Assert.Equal(key ?? "", request.Credentials(platformSignIn: true).Key);
    }

    [Fact]
    public void Where_the_platform_signs_nobody_in_its_headers_are_not_read()
    {
        var request = Request("GET", ("X-MS-CLIENT-PRINCIPAL-IDP", "aad"), ("X-MS-CLIENT-PRINCIPAL-ID", "1"));
        Assert.Equal("aad:1", request.Credentials(platformSignIn: true).Identity);
        Assert.Null(request.Credentials(platformSignIn: false).Identity);
    }

    [Theory]
    [InlineData("GET", "cross-site", null, false)]
    [InlineData("GET", null, "https://evil.example", false)]
    [InlineData("PUT", "cross-site", null, true)]
    [InlineData("POST", "cross-site", "https://here.example", true)]
    [InlineData("DELETE", null, "https://evil.example", true)]
    [InlineData("POST", null, "null", true)]
    [InlineData("POST", "same-site", "https://other.here.example", true)]
    [InlineData("POST", null, "https://here.example:8443", true)]
    [InlineData("POST", "same-origin", "https://here.example", false)]
    [InlineData("POST", null, "https://here.example", false)]
    [InlineData("POST", "none", null, false)]
    [InlineData("POST", null, null, false)]
    public void A_change_that_another_sites_page_asks_for_is_forged(string method, string? site, string? origin, bool forged)
    {
        var request = Request(method);
        if (site is not null) request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null) request.Headers.Origin = origin;
        Assert.Equal(forged, request.Credentials(platformSignIn: true).IsForged);
    }

    [Fact]
    public void Credentials_print_nothing() => Assert.Equal("Credentials", new Credentials("a key", "aad:1", false).ToString());

    private static HttpRequest Request(string method, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = (method, "https", new HostString("here.example"));
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return request;
    }
}
