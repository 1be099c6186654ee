using Serverless.Platform;

namespace Serverless.Access;

/// <summary>Who is asking: a person who signed in, a machine with a key, a citizen in WeChat, or the service itself.</summary>
/// <param name="Name">What journals and the audit call them: <c>member:w.li</c>, <c>caller:hotline</c>, <c>citizen</c>, <c>service</c>.</param>
public sealed record Caller(string Name)
{
    /// <summary>A citizen, known by nothing but a sender's key, who writes through the product's own bot.</summary>
    public static readonly Caller Citizen = new("citizen") { Roles = [Role.Bot] };

    /// <summary>The service's own timers and workers.</summary>
    public static readonly Caller Service = new("service");

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public IReadOnlyList<Scope> Scopes { get; init; } = [];

    /// <summary>True when one of their roles may.</summary>
    public bool May(Permission permission) => Roles.Any(role => role.May(permission));

    /// <summary>True when their scope covers all of the district.</summary>
    public bool IsDistrictWide => Scopes.Contains(Scope.District);

    /// <summary>What their lists of stations, and of what belongs to stations, are kept to.</summary>
    public StationFilter StationFilter => new(IsDistrictWide, Names(ScopeKind.Street), Names(ScopeKind.Station).Select(Identifier.Read<StationId>).ToHashSet());

    /// <summary>True when one of their scopes covers the station, which lies in the street. <see cref="ScopeHandler"/> knows streets.</summary>
    public bool Reaches(StationId station, string street) => StationFilter.Takes(station, street);

    /// <summary>True when nothing but a person's or a unit's own is within their scope; the gate also narrows a caller to that for what lies elsewhere.</summary>
    public bool IsPerson => Scopes.Count > 0 && Scopes.All(scope => scope.IsOwn);

    /// <summary>True when one of their scopes is the person's own.</summary>
    public bool Is(PersonId person) => Scopes.Contains(new Scope(ScopeKind.Person, person));

    /// <summary>True when a street is within their scope.</summary>
    internal bool HasStreet => Scopes.Any(scope => scope.Kind == ScopeKind.Street);

    /// <summary>The same caller, for what none of their stations holds: only what is a person's or a unit's own is left; null when nothing is.</summary>
    internal Caller? Narrow() => Scopes.Where(scope => scope.IsOwn).ToArray() is { Length: > 0 } own ? this with { Scopes = own } : null;

    private HashSet<string> Names(ScopeKind kind) => [.. Scopes.Where(scope => scope.Kind == kind).Select(scope => scope.Name)];
}
