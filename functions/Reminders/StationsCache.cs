using System.Collections.Frozen;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>Which stations there are, as it was at most <see cref="Age"/> ago: every order of a morning asks about another one.</summary>
public sealed class StationsCache(StationTable stations)
{
    /// <summary>A station that came since is found by a look of its own.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private static readonly StationFilter Everywhere = new(true, FrozenSet<string>.Empty, FrozenSet<StationId>.Empty);

    private readonly Lock state = new();
    private (DateTimeOffset At, Task<HashSet<StationId>> Ids)? last;

    /// <summary>Whether there is such a station. One storage call for each 1,000 stations once a minute, one more for a station nobody knows.</summary>
    public async Task<bool> KnowsAsync(StationId station, DateTimeOffset now, CancellationToken cancel) =>
        (await Known(now).WaitAsync(cancel)).Contains(station) || await stations.FindAsync(station, cancel) is not null;

    private Task<HashSet<StationId>> Known(DateTimeOffset now)
    {
        lock (state)
        {
            if (last is not { } known || (now - known.At).Duration() >= Age || known.Ids.IsFaulted || known.Ids.IsCanceled)
                // Not the caller's cancellation: others wait for the same answer.
                last = known = (now, ReadAsync());
            return known.Ids;
        }
    }

    private async Task<HashSet<StationId>> ReadAsync() => [.. await stations.IdsAsync(Everywhere, CancellationToken.None)];
}
