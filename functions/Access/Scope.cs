using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>What a scope is drawn around.</summary>
public enum ScopeKind
{
    District,
    Street,
    Station,
    Unit,
    Person,
}

/// <summary>How far somebody's rights reach (范围): <c>district</c>, <c>street:花园路街道</c>, <c>station:na017</c>, <c>unit:…</c>, <c>person:r0412</c>.</summary>
/// <param name="Kind">What it is drawn around.</param>
/// <param name="Name">Which one; empty for the district.</param>
[JsonConverter(typeof(IdentifierJson<Scope>))]
public readonly record struct Scope(ScopeKind Kind, string Name) : IIdentifier<Scope>
{
    /// <summary>All of the district.</summary>
    public static readonly Scope District = new(ScopeKind.District, "");

    /// <summary>True for a person's or a unit's own: what belongs to it is told by the thing, not by where the thing lies.</summary>
    public bool IsOwn => Kind is ScopeKind.Person or ScopeKind.Unit;

    public static bool TryParse([NotNullWhen(true)] string? text, out Scope scope)
    {
        var (kind, name) = text?.IndexOf(':') is > 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, "");
        scope = Json.TryEnum<ScopeKind>(kind, out var known) ? new Scope(known, name) : default;
        return Json.TryEnum<ScopeKind>(kind, out known) && known switch
        {
            ScopeKind.District => text == "district",
            ScopeKind.Station => StationId.IsValid(name),
            ScopeKind.Person => PersonId.IsValid(name),
            _ => FieldErrors.IsText(name, 40),
        };
    }

    public override string ToString() => Kind == ScopeKind.District ? "district" : $"{Json.Name(Kind)}:{Name}";
}
