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
        return caller.HasStreet && await streetOf(station, cancel) is { } street && caller.Reaches(station, street);
    }

    /// <summary>True when one of the caller's scopes covers one of the stations, such as those a representative belongs to.</summary>
    public async ValueTask<bool> ReachesAnyAsync(Caller caller, IEnumerable<StationId> stations, CancellationToken cancel)
    {
        foreach (var station in stations)
            if (await ReachesAsync(caller, station, cancel)) return true;
        return false;
    }

    /// <summary>The caller, as far as their scope reaches what the route names; or why they may not go on although they have the permission.</summary>
    internal async ValueTask<Outcome<Caller>> KeepAsync(AccessRule rule, Caller caller, IReadOnlyDictionary<string, object?> route, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return caller;
        foreach (var subject in subjects)
            if (route.TryGetValue(subject.RouteValue, out var value) && value is string text) return await KeepAsync(rule, caller, subject, text, cancel);
        return rule.ScopedByHandler ? caller : AccessRefusals.NotAllowed;
    }

    private async ValueTask<Outcome<Caller>> KeepAsync(AccessRule rule, Caller caller, RouteSubject subject, string text, CancellationToken cancel)
    {
        if (subject.StationOf(text) is not { } station) return subject.Missing;
        if (await ReachesAsync(caller, station, cancel)) return caller;
        if (!rule.ScopedByHandler) return subject.Missing;
        // A station that is not there yet lies in no street: where stations are entered, the handler looks at the one it is to lie in.
        if (rule.AnyOf.Contains(Permission.WriteStations) && caller.HasStreet && await streetOf(station, cancel) is null) return caller;
        return caller.Narrow() is { } own ? own : subject.Missing;
    }
}
