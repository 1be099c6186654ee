using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// What staff have decided about the receptions of one date by rule, all stations', as it was at most <see cref="Age"/> ago: the
/// orders of a morning, a city's 11,000, all ask about the same date. It remembers one date.
/// </summary>
public sealed class DecidedCache(OccasionTable occasions)
{
    /// <summary>Who cancels a reception within these seconds of its reminder is late, and those who were told hear of it.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly Lock state = new();
    private (DateOnly NominalDate, DateTimeOffset At, Task<Dictionary<OccasionKey, Occasion>> Decided)? last;

    /// <summary>
    /// The receptions of the date by rule that staff decided something about, of all stations. One storage call for each 1,000
    /// of them when what is known is too old.
    /// </summary>
    public async Task<IReadOnlyDictionary<OccasionKey, Occasion>> OfDateAsync(DateOnly nominalDate, DateTimeOffset now, CancellationToken cancel) =>
        await Known(nominalDate, now).WaitAsync(cancel);

    private Task<Dictionary<OccasionKey, Occasion>> Known(DateOnly nominalDate, DateTimeOffset now)
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
