using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The street a station lies in; null when there is no such station. Stations answers it.</summary>
public delegate ValueTask<string?> StreetOfStation(StationId station, CancellationToken cancel);

/// <summary>Keeps callers within their scope. Only for callers of streets it may cost a storage call, and seldom does.</summary>
public sealed class ScopeHandler(StreetOfStation streetOf, IEnumerable<RouteSubject> subjects)
{
    private readonly RouteSubject[] subjects = [.. subjects];

    /// <summary>True when one of the caller's scopes covers the station; false also when there is no such station and they are a street's.</summary>
    public async ValueTask<bool> ReachesAsync(Caller caller, StationId station, CancellationToken cancel)
    {
        if (caller.Reaches(station, "")) return true;
        return caller.Has(ScopeKind.Street) && await streetOf(station, cancel) is { } street && caller.Reaches(station, street);
    }

    /// <summary>True when one of the caller's scopes covers one of the stations, such as those a representative belongs to.</summary>
    public async ValueTask<bool> ReachesAnyAsync(Caller caller, IEnumerable<StationId> stations, CancellationToken cancel)
    {
        foreach (var station in stations)
            if (await ReachesAsync(caller, station, cancel)) return true;
        return false;
    }

    /// <summary>Why the caller, who has the permission, may still not go on to what the route names; null when they may.</summary>
    internal ValueTask<Refusal?> RefuseAsync(AccessRule rule, Caller caller, IReadOnlyDictionary<string, object?> route, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return default;
        foreach (var subject in subjects)
            if (route.TryGetValue(subject.RouteValue, out var value) && value is string text) return RefuseAsync(rule, caller, subject, text, cancel);
        return new(rule.ScopedByHandler ? null : AccessRefusals.NotAllowed);
    }

    private async ValueTask<Refusal?> RefuseAsync(AccessRule rule, Caller caller, RouteSubject subject, string text, CancellationToken cancel)
    {
        if (subject.StationOf(text) is not { } station) return subject.Missing;
        if (await ReachesAsync(caller, station, cancel)) return null;
        return rule.ScopedByHandler && await CannotTellAsync(caller, station, cancel) ? null : subject.Missing;
    }

    /// <summary>A person's or a unit's own is known from the thing alone; a station that is not there yet lies in no street.</summary>
    private async ValueTask<bool> CannotTellAsync(Caller caller, StationId station, CancellationToken cancel) =>
        caller.Has(ScopeKind.Person) || caller.Has(ScopeKind.Unit) || (caller.Has(ScopeKind.Street) && await streetOf(station, cancel) is null);
}
