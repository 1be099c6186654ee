using Azure;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>
/// That an occasion takes place otherwise than people may have been told: on another date, not at all, or after all. It stands
/// from the decision, in whose transaction it is written, until everybody concerned has been told; a later decision takes its place.
/// </summary>
/// <param name="Occasion">Which occasion.</param>
/// <param name="Version">The occasion's version since which it is so.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Tag">The row's entity tag: another decision gives it another.</param>
public sealed record OccasionNews(OccasionKey Occasion, int Version, DateTimeOffset At, ETag Tag)
{
    /// <summary>
    /// How long after the decision people are told of it. By then no reminder of the old date is on its way any more: a worker
    /// believes the old date for 5 s, and a send takes at most 15. It also lets staff think again before anybody hears of a slip.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>When people may be told of it.</summary>
    public DateTimeOffset DueAt => At + Pause;

    /// <summary>True when a decision changes what people need to know: when the occasion takes place, or that it does not.</summary>
    public static bool Is(Occasion before, Occasion after) => before.TakesPlaceOn != after.TakesPlaceOn;
}
