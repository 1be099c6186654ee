using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The stations a caller's lists are kept to: all, or those of some streets and some by name. What is a person's own is not in it.</summary>
/// <param name="IsAll">True when nothing is left out.</param>
/// <param name="Streets">Whose stations are within.</param>
/// <param name="Stations">Which are within by themselves.</param>
public sealed record StationFilter(bool IsAll, IReadOnlySet<string> Streets, IReadOnlySet<StationId> Stations)
{
    /// <summary>True when no station is within: the caller's scope is a person's or a unit's own.</summary>
    public bool IsNone => !IsAll && Streets.Count == 0 && Stations.Count == 0;

    /// <summary>True when the station, which lies in the street, is within.</summary>
    public bool Takes(StationId station, string street) => IsAll || Stations.Contains(station) || Streets.Contains(street);
}
