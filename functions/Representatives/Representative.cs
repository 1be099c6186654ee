using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>A person who represents residents at stations (人大代表、议事代表); one person may have several roles and stations.</summary>
/// <param name="Id">What names them.</param>
/// <param name="Name">1 to 30 characters.</param>
/// <param name="Roles">At least one, each once.</param>
/// <param name="StationIds">Where they receive residents; each exists, each once, at most 10; may be empty.</param>
public sealed record Representative(PersonId Id, string Name, IReadOnlyList<RepresentativeRole> Roles, IReadOnlyList<StationId> StationIds)
{
    /// <summary>The station they head (站点负责人, the 1 of 1+N); null when none. See <see cref="HeadRule"/>.</summary>
    public StationId? HeadOf { get; init; }

    /// <summary>Their OpenID with the official account. Identifies a person: never logged, never public.</summary>
    public string? OpenId { get; init; }

    /// <summary>Their user id in WeCom (企业微信), or null.</summary>
    public string? WeComUserId { get; init; }

    /// <summary>3 to 20 digits, spaces, plus or minus; null when not known. Never logged, never public.</summary>
    public string? Phone { get; init; }

    /// <summary>True when all of their stations are within a scope; who has none belongs to the district alone.</summary>
    public bool IsWithin(Func<StationId, bool> reaches) => StationIds.Count > 0 && StationIds.All(reaches);

    /// <summary>The person for who may not see accounts and telephones.</summary>
    public Representative WithoutContacts() => this with { OpenId = null, WeComUserId = null, Phone = null };

    // A record prints its members; a log line or an exception must not show who this is.
    public override string ToString() => $"Representative {Id}";
}
