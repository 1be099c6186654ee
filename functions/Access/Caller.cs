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

    /// <summary>True when one of their scopes covers the station, which lies in the street.</summary>
    public bool Reaches(StationId station, string street) => Scopes.Any(scope => scope.Kind switch
    {
        ScopeKind.District => true,
        ScopeKind.Street => scope.Name == street,
        ScopeKind.Station => scope.Name == station,
        _ => false,
    });

    /// <summary>True when nothing but a person's own is within their scope.</summary>
    public bool IsPerson => Scopes.Count > 0 && Scopes.All(scope => scope.Kind == ScopeKind.Person);

    /// <summary>True when one of their scopes is the person's own.</summary>
    public bool Is(PersonId person) => Scopes.Contains(new Scope(ScopeKind.Person, person));
}
