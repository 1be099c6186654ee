namespace Serverless.Access;

/// <summary>The rule of an HTTP trigger: who has one of these permissions, within their scope. A trigger without a rule does not build.</summary>
/// <param name="anyOf">At least one.</param>
/// <remarks>
/// The gate keeps callers within their scope where the route names the thing (<see cref="RouteSubject"/>). A route that
/// names none, such as a list or an import, is open to callers of the whole district only, until its handler says that it
/// checks the scope itself: <c>[Allow(Permission.ReadStations, ScopedByHandler = true)]</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAttribute(params Permission[] anyOf) : Attribute
{
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;

    /// <summary>
    /// True when the handler keeps the caller within their scope where the route alone cannot tell: lists, imports, bodies, a
    /// thing that is not there yet, and what is a person's or a unit's own. It uses <see cref="Caller.StationFilter"/>,
    /// <see cref="Caller.Reaches"/>, <see cref="Caller.Is"/> and <see cref="ScopeHandler"/>.
    /// </summary>
    public bool ScopedByHandler { get; set; }
}

/// <summary>The rule of an HTTP trigger that is open to anyone: the webhooks, what is public, health and pages' files.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAnyoneAttribute : Attribute;

/// <summary>
/// An HTTP trigger whose answer may hold names, telephones or accounts of people, so that each reading by who may see them
/// (<see cref="Permission.SeeContacts"/>) is written into the audit. For everybody else the answer leaves them out.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShowsContactsAttribute : Attribute;
