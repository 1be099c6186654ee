using System.Text.Json;

namespace Serverless.Access;

/// <summary>
/// Who has signed in, as App Service's authentication says it in three headers: the provider, the provider's id of the
/// person, and all claims as base64 of <c>{"auth_typ":…,"claims":[{"typ":…,"val":…}]}</c>.
/// </summary>
public static class SignIn
{
    /// <summary>The claims that name a person for good, best first; a name or an address may pass to somebody else.</summary>
    private static readonly string[] Ids =
    [
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
        "sub",
    ];

    /// <summary>True for a provider, a colon and its id of a person: <c>aad:0f1c…</c>, <c>wecom:LiWei</c>; at most 200 printable ASCII characters.</summary>
    public static bool IsIdentity(string? text) =>
        text is { Length: <= 200 } && text.IndexOf(':') is > 0 and <= 30 and var colon && colon < text.Length - 1
        && text.All(c => c is > ' ' and <= '~') && text[..colon].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <summary>The identity, such as <c>aad:{object id}</c>; null when the headers name nobody. Providers that send no id have it among the claims.</summary>
    public static string? IdentityOf(string? provider, string? id, string? principal)
    {
        if (string.IsNullOrEmpty(provider) || provider.Contains(':')) return null;
        var identity = $"{provider}:{(string.IsNullOrEmpty(id) ? IdIn(principal) : id)}";
        return IsIdentity(identity) ? identity : null;
    }

    private static string? IdIn(string? principal)
    {
        try
        {
            var claims = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(principal ?? ""))?.claims ?? [];
            return Ids.Select(typ => Array.Find(claims, claim => claim?.typ == typ)?.val).FirstOrDefault(val => val is not null);
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    // The names are the platform's.
#pragma warning disable IDE1006
    private sealed record Principal(Claim?[]? claims);

    private sealed record Claim(string? typ, string? val);
#pragma warning restore IDE1006
}
