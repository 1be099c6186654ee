using Azure;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>One request to a use case: who asks, and the one instant at which it happens. The clock is read once for it.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Now">When, +08:00.</param>
public sealed record Call(Caller Caller, DateTimeOffset Now)
{
    /// <summary>What it is about: the request's path as its route has it, whatever letters the caller took; empty for what needs no rule.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The entity tags one of which the caller's write asks for; null when it sets no such condition.</summary>
    public IReadOnlyList<ETag>? IfMatch { get; init; }

    /// <summary>The entity tags of which the caller's write asks for none, <c>*</c> for "nothing yet"; null when it sets no such condition.</summary>
    public IReadOnlyList<ETag>? IfNoneMatch { get; init; }

    /// <summary>What makes a repeat of the request the same one; null when the caller gave no Idempotency-Key.</summary>
    public Repeat? Repeat { get; init; }

    /// <summary>
    /// True when the write sets no condition, or conditions that what is there meets. Compared here because storage answers a
    /// made-up tag with 400, not with "does not match".
    /// </summary>
    /// <param name="present">The entity tag of what is there; null when nothing is.</param>
    public bool IfMatchAllows(ETag? present) => (IfMatch is null || Names(IfMatch, present)) && (IfNoneMatch is null || !Names(IfNoneMatch, present));

    private static bool Names(IReadOnlyList<ETag> tags, ETag? present) => present is { } tag && (tags.Contains(ETag.All) || tags.Contains(tag));

    public DateOnly Today => StationClock.DateOf(Now);
}
