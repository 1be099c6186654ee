namespace Serverless.Access;

/// <summary>A person who signs in (成员): staff, a deputy, an auditor.</summary>
/// <param name="Id">What they are called here.</param>
/// <param name="Name">1 to 30 characters.</param>
/// <param name="Identities">Who they are to the providers they sign in with; none while they may not. See <see cref="SignIn.IsIdentity"/>.</param>
/// <param name="Roles">What they are; at least one.</param>
/// <param name="Scopes">How far their rights reach; at least one.</param>
public sealed record Member(AccessName Id, string Name, IReadOnlyList<string> Identities, IReadOnlyList<Role> Roles, IReadOnlyList<Scope> Scopes)
{
    public Caller ToCaller() => new($"member:{Id}") { Roles = Roles, Scopes = Scopes };

    // A record prints its members; a log line or an exception must not show who this is.
    public override string ToString() => $"Member {Id}";
}
