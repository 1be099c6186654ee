using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// What staff have decided about the receptions of one date by rule, all stations', as it was at most <see cref="Age"/> ago: the
/// orders of a morning, a city's 11,000, all ask about the same date. It remembers one date.
/// </summary>
public sealed class DecidedCache(OccasionTable occasions)
{
    /// <summary>Who cancels a reception within these seconds of its reminder is late anyway.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly Lock state = new();
    private (DateOnly NominalDate, DateTimeOffset At, Task<Dictionary<OccasionKey, Occasion>> Decided)? last;

    /// <summary>The reception as staff decided; null when nobody decided anything. One storage call when what is known is too old.</summary>
    public async Task<Occasion?> FindAsync(OccasionKey key, DateTimeOffset now, CancellationToken cancel) =>
        (await OfDate(key.NominalDate, now).WaitAsync(cancel)).GetValueOrDefault(key);

    private Task<Dictionary<OccasionKey, Occasion>> OfDate(DateOnly nominalDate, DateTimeOffset now)
    {
        lock (state)
        {
            if (last is not { } known || known.NominalDate != nominalDate || (now - known.At).Duration() >= Age || known.Decided.IsFaulted || known.Decided.IsCanceled)
                // Not the caller's cancellation: others wait for the same answer.
                last = known = (nominalDate, now, occasions.BetweenAsync(nominalDate, nominalDate, CancellationToken.None));
            return known.Decided;
        }
    }
}
