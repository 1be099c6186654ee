using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Local;

/// <summary>
/// Plays App Service's sign-in: takes off the headers that only the platform may write, and writes them for who has signed
/// in at <c>/.auth/login/demo?as={memberId}</c>. Anybody may sign in as anybody here; that is what a desk needs.
/// </summary>
internal static class PlatformSignIn
{
    /// <summary>The platform's name for its cookie. This one holds the identity in plain words.</summary>
    private const string Cookie = "AppServiceAuthSession";

    private const string Provider = "demo";
    private const string IdClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
    private const string Prefix = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] Headers = [Prefix, $"{Prefix}-ID", $"{Prefix}-IDP", $"{Prefix}-NAME"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.auth", (RequestDelegate)ChooseAsync);
        routes.MapGet("/.auth/login/demo", (RequestDelegate)LoginAsync);
        routes.MapGet("/.auth/me", (RequestDelegate)TellAsync);
        routes.MapGet("/.auth/logout", (RequestDelegate)LogoutAsync);
    }

    /// <summary>Before everything else: whoever forges the headers is nobody, whoever has the cookie is who it names.</summary>
    public static Task Identify(HttpContext http, RequestDelegate next)
    {
        var headers = http.Request.Headers;
        foreach (var name in Headers) headers.Remove(name);
        if (headers.Cookie.Count > 0 && Identity(http) is var (provider, id))
        {
            headers[$"{Prefix}-IDP"] = provider;
            headers[$"{Prefix}-ID"] = id;
            headers[Prefix] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { auth_typ = provider, claims = new[] { new { typ = IdClaim, val = id } } }));
        }

        return next(http);
    }

    private static async Task LoginAsync(HttpContext http)
    {
        var wanted = http.Request.Query["as"].ToString();
        var identity = AccessName.TryParse(wanted, out var id) ? await IdentityOfAsync(http, id) : null;
        if (identity is null)
        {
            http.Response.Redirect("/.auth");
            return;
        }

        http.Response.Cookies.Append(Cookie, identity, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        http.Response.Redirect(Local(http.Request.Query["post_login_redirect_uri"]));
    }

    private static Task LogoutAsync(HttpContext http)
    {
        http.Response.Cookies.Delete(Cookie);
        http.Response.Redirect(Local(http.Request.Query["post_logout_redirect_uri"]));
        return Task.CompletedTask;
    }

    /// <summary>The JSON that pages know from the platform; 401 for nobody.</summary>
    private static Task TellAsync(HttpContext http)
    {
        if (Identity(http) is var (provider, id))
            return http.Response.WriteAsJsonAsync(new[] { new { provider_name = provider, user_id = id, user_claims = new[] { new { typ = IdClaim, val = id } } } });
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task ChooseAsync(HttpContext http)
    {
        var members = http.RequestServices.GetService<MemberTable>() is { } table ? (await table.PageAsync(new PageRequest(100, null), http.RequestAborted)).Items : [];
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(SignInPage.Of(members, Identity(http)?.Id, http.Request.Query["post_login_redirect_uri"] is [{ Length: > 0 } next] ? Local(next) : "/.auth"), Encoding.UTF8);
    }

    /// <summary>One of the member's own identities, so that members with accounts elsewhere can be tried too; <c>demo:{id}</c> for all others.</summary>
    private static async Task<string> IdentityOfAsync(HttpContext http, AccessName id)
    {
        var demo = $"{Provider}:{id}";
        var member = http.RequestServices.GetService<MemberTable>() is { } members ? (await members.FindAsync(id, http.RequestAborted))?.Member : null;
        return member is null || member.Identities.Count == 0 || member.Identities.Contains(demo) ? demo : member.Identities[0];
    }

    private static (string Provider, string Id)? Identity(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } identity && SignIn.IsIdentity(identity) && identity.Split(':', 2) is [var provider, var id] ? (provider, id) : null;

    /// <summary>Only a path of this host: a link to elsewhere would take who trusts it there.</summary>
    private static string Local(string? path) => path is ['/'] or ['/', not ('/' or '\\'), ..] && path.All(c => c is > ' ' and <= '~') ? path : "/";
}
