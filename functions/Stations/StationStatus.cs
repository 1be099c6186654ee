using System.Collections.Frozen;

namespace Serverless.Stations;

/// <summary>Whether a station works: active (启用), suspended for a while (暂停), or closed for good (停用).</summary>
public enum StationStatus
{
    Active,
    Suspended,
    Closed,
}

/// <summary>How people write the statuses in their lists.</summary>
public static class StationStatusNames
{
    private static readonly FrozenDictionary<string, StationStatus> Statuses = new Dictionary<string, StationStatus>
    {
        ["active"] = StationStatus.Active, ["启用"] = StationStatus.Active, ["正常"] = StationStatus.Active,
        ["suspended"] = StationStatus.Suspended, ["暂停"] = StationStatus.Suspended,
        ["closed"] = StationStatus.Closed, ["停用"] = StationStatus.Closed, ["撤销"] = StationStatus.Closed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The status of this name, English as in the JSON or Chinese; null when there is none.</summary>
    public static StationStatus? Parse(string? name) => name is not null && Statuses.TryGetValue(name, out var status) ? status : null;

    /// <summary>The name in lists that go out.</summary>
    public static string Word(this StationStatus status) => status switch { StationStatus.Active => "启用", StationStatus.Suspended => "暂停", _ => "停用" };
}
