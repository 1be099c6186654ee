namespace Serverless.Access;

/// <summary>A program that calls with a key of its own.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Roles">What it is; at least one.</param>
/// <param name="Scope">How far its rights reach.</param>
public sealed record Machine(AccessName Name, IReadOnlyList<Role> Roles, Scope Scope)
{
    /// <summary>Its key, shown once, when it is made; null ever after.</summary>
    public string? Key { get; init; }

    public Caller ToCaller() => new($"caller:{Name}") { Roles = Roles, Scopes = [Scope] };

    // A record prints its members; a log line or an exception must not show a key.
    public override string ToString() => $"Machine {Name}";
}
