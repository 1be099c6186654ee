using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Which street a station lies in, for the scopes of callers. What is read counts for 30 s; at most 20,000 stations are remembered.</summary>
public sealed class StationStreetHandler(StationTable stations, StationClock clock)
{
    private readonly AgedCache<string> streets = new(clock, TimeSpan.FromSeconds(30), 20_000);

    /// <summary>The street, or null when there is no such station. One storage call when it is not remembered.</summary>
    public async ValueTask<string?> StreetAsync(StationId station, CancellationToken cancel)
    {
        if (streets.TryGet(station, out var known)) return known;
        var seen = streets.Changes;
        // A station that is not there is not remembered: it may be there with the next request.
        if ((await stations.FindAsync(station, cancel))?.Station.Street is not { } street) return null;
        streets.Learn(station, street, seen);
        return street;
    }

    /// <summary>Forgets all: stations have just been written here.</summary>
    public void Forget() => streets.Clear();
}
