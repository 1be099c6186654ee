using System.Collections.Frozen;

namespace Serverless.Stations;

/// <summary>
/// The kinds of places: home (人大代表之家, of a street or town), station (人大代表活动站, of several villages), contact point
/// (民情联络点) and studio (议事代表工作室).
/// </summary>
public enum StationKind
{
    Home,
    Station,
    ContactPoint,
    Studio,
}

/// <summary>How people write the kinds in their lists.</summary>
public static class StationKindNames
{
    private static readonly FrozenDictionary<string, StationKind> Kinds = new Dictionary<string, StationKind>
    {
        ["home"] = StationKind.Home, ["家"] = StationKind.Home, ["代表之家"] = StationKind.Home, ["人大代表之家"] = StationKind.Home,
        ["station"] = StationKind.Station, ["站"] = StationKind.Station, ["活动站"] = StationKind.Station, ["人大代表活动站"] = StationKind.Station,
        ["contactPoint"] = StationKind.ContactPoint, ["点"] = StationKind.ContactPoint, ["联络点"] = StationKind.ContactPoint,
        ["民情联络点"] = StationKind.ContactPoint,
        ["studio"] = StationKind.Studio, ["工作室"] = StationKind.Studio, ["议事代表工作室"] = StationKind.Studio,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name in lists that go out.</summary>
    public static string Word(this StationKind kind) => kind switch
    {
        StationKind.Home => "人大代表之家",
        StationKind.Station => "人大代表活动站",
        StationKind.ContactPoint => "民情联络点",
        _ => "议事代表工作室",
    };

    /// <summary>The kind of this name, English as in the JSON or Chinese; null when there is none.</summary>
    public static StationKind? Parse(string? name) => name is not null && Kinds.TryGetValue(name, out var kind) ? kind : null;
}
