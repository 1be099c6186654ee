namespace Serverless.Access;

/// <summary>What a request brings to say who is asking.</summary>
/// <param name="Key">A machine's key; null or empty when there is none.</param>
/// <param name="Identity">Who has signed in with the platform, such as <c>aad:{object id}</c>; null when nobody has.</param>
/// <param name="IsForged">True when it changes something and comes from another site's page, so that whoever signed in may not know of it.</param>
public sealed record Credentials(string? Key, string? Identity, bool IsForged)
{
    // A record prints its members; a log line or an exception must not show a key.
    public override string ToString() => nameof(Credentials);
}
