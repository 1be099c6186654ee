using System.Collections.Frozen;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>Which stations there are and when they work, as it was at most <see cref="Age"/> ago: every order of a morning asks about another one.</summary>
public sealed class StationsCache(StationTable stations)
{
    /// <summary>A station that came since is found by a look of its own.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private static readonly StationFilter Everywhere = new(true, FrozenSet<string>.Empty, FrozenSet<StationId>.Empty);

    private readonly Lock state = new();
    private (DateTimeOffset At, Task<OrderedDictionary<StationId, StationOpening>> Openings)? last;

    /// <summary>
    /// When each station works, with one of them for certain; null when there is no such station. One storage call for each 1,000
    /// stations once a minute, one more for a station nobody knows.
    /// </summary>
    public async Task<IReadOnlyDictionary<StationId, StationOpening>?> OpeningsAsync(StationId with, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await Known(now).WaitAsync(cancel);
        if (known.ContainsKey(with)) return known;
        return await stations.FindAsync(with, cancel) is var (station, _) ? new Dictionary<StationId, StationOpening>(known) { [with] = station.Opening } : null;
    }

    private Task<OrderedDictionary<StationId, StationOpening>> Known(DateTimeOffset now)
    {
        lock (state)
        {
            if (last is not { } known || (now - known.At).Duration() >= Age || known.Openings.IsFaulted || known.Openings.IsCanceled)
                // Not the caller's cancellation: others wait for the same answer.
                last = known = (now, stations.OpeningsAsync(Everywhere, CancellationToken.None));
            return known.Openings;
        }
    }
}
