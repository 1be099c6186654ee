using System.Collections.Frozen;

namespace Serverless.Representatives;

/// <summary>
/// What a person represents people as: deputy of the district (区人大代表), of the town (镇人大代表), deliberation
/// representative of a street (议事代表), deputy of the municipality (市人大代表) or of the nation (全国人大代表).
/// </summary>
public enum RepresentativeRole
{
    DistrictDeputy,
    TownDeputy,
    Deliberation,
    MunicipalDeputy,
    NationalDeputy,
}

/// <summary>How people write the roles in their lists.</summary>
public static class RepresentativeRoleNames
{
    private static readonly FrozenDictionary<string, RepresentativeRole> Roles = new Dictionary<string, RepresentativeRole>
    {
        ["districtDeputy"] = RepresentativeRole.DistrictDeputy, ["区人大代表"] = RepresentativeRole.DistrictDeputy, ["区代表"] = RepresentativeRole.DistrictDeputy,
        ["townDeputy"] = RepresentativeRole.TownDeputy, ["镇人大代表"] = RepresentativeRole.TownDeputy, ["镇代表"] = RepresentativeRole.TownDeputy,
        ["deliberation"] = RepresentativeRole.Deliberation, ["议事代表"] = RepresentativeRole.Deliberation,
        ["municipalDeputy"] = RepresentativeRole.MunicipalDeputy, ["市人大代表"] = RepresentativeRole.MunicipalDeputy, ["市代表"] = RepresentativeRole.MunicipalDeputy,
        ["nationalDeputy"] = RepresentativeRole.NationalDeputy, ["全国人大代表"] = RepresentativeRole.NationalDeputy,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name in lists that go out.</summary>
    public static string Word(this RepresentativeRole role) => role switch
    {
        RepresentativeRole.DistrictDeputy => "区人大代表",
        RepresentativeRole.TownDeputy => "镇人大代表",
        RepresentativeRole.Deliberation => "议事代表",
        RepresentativeRole.MunicipalDeputy => "市人大代表",
        _ => "全国人大代表",
    };

    /// <summary>The role of this name, English as in the JSON or Chinese; null when there is none.</summary>
    public static RepresentativeRole? Parse(string? name) => name is not null && Roles.TryGetValue(name, out var role) ? role : null;
}
