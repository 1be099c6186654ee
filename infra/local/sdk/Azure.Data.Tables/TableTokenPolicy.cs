using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>
/// A bearer token for the audience; with tenant discovery, the first answer 401 names the tenant and the request is
/// sent again with a token of that tenant.
/// </summary>
internal sealed class TableTokenPolicy(TokenCredential credential, string scope, bool discoverTenant)
    : BearerTokenAuthenticationPolicy(credential, scope)
{
    private readonly string[] scopes = [scope];
    private volatile string? tenant;

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message) =>
        tenant is null ? base.AuthorizeRequestAsync(message) : AuthenticateAndAuthorizeRequestAsync(message, Request(message));

    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        if (!discoverTenant || TenantIn(message.Response) is not { } named)
            return false;
        tenant = named;
        await AuthenticateAndAuthorizeRequestAsync(message, Request(message)).ConfigureAwait(false);
        return true;
    }

    private TokenRequestContext Request(HttpMessage message) => new(scopes, message.Request.ClientRequestId, null, tenant);

    /// <summary>From <c>Bearer authorization_uri=https://login.host/{tenant}/oauth2/authorize resource_id=…</c>.</summary>
    private static string? TenantIn(Response response)
    {
        if (!response.Headers.TryGetValue("WWW-Authenticate", out var challenge))
            return null;
        const string Key = "authorization_uri=";
        var start = challenge.IndexOf(Key, StringComparison.OrdinalIgnoreCase);
        return start >= 0
            && Uri.TryCreate(challenge[(start + Key.Length)..].Split(' ', ',')[0].Trim('"'), UriKind.Absolute, out var authority)
            && authority.Segments.Length > 1
                ? authority.Segments[1].Trim('/')
                : null;
    }
}
