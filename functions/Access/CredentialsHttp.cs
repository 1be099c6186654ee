using Microsoft.AspNetCore.Http;

namespace Serverless.Access;

/// <summary>Reads a request's credentials.</summary>
public static class CredentialsHttp
{
    /// <summary>The header's key wins over the query's. The platform's sign-in counts only where there is one: elsewhere anybody could write its headers.</summary>
    public static Credentials Credentials(this HttpRequest request, bool platformSignIn)
    {
        var key = request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();
        return new Credentials(key, platformSignIn ? request.Identity() : null, !IsSafe(request.Method) && IsCrossSite(request));
    }

    private static string? Identity(this HttpRequest request) => SignIn.IdentityOf(
        request.Headers["X-MS-CLIENT-PRINCIPAL-IDP"], request.Headers["X-MS-CLIENT-PRINCIPAL-ID"], request.Headers["X-MS-CLIENT-PRINCIPAL"]);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>A browser says of every request where it comes from; what no browser sends carries no cookie of one.</summary>
    private static bool IsCrossSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site"
        || (request.Headers.Origin is [{ Length: > 0 } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));
}
