using Azure;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>One request to a use case: who asks, and the one instant at which it happens. The clock is read once for it.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Now">When, +08:00.</param>
public sealed record Call(Caller Caller, DateTimeOffset Now)
{
    /// <summary>The entity tag the caller's write asks for; null when it sets no condition.</summary>
    public ETag? IfMatch { get; init; }

    /// <summary>What makes a repeat of the request the same one; null when the caller gave no Idempotency-Key.</summary>
    public Repeat? Repeat { get; init; }

    public DateOnly Today => StationClock.DateOf(Now);
}

/// <summary>
/// A caller's Idempotency-Key on one route, and what was asked with it. The same key with another body is refused as
/// <see cref="Refusals.IdempotencyKeyReused"/>; with the same one the first answer is given again.
/// </summary>
/// <param name="Id">Made of the caller, the route and the key: two callers' equal keys are two.</param>
/// <param name="BodyHash">Tells one body from another.</param>
public sealed record Repeat(string Id, string BodyHash);
