namespace Serverless.Notices;

/// <summary>What becomes of a notice whose try failed in a way that may pass.</summary>
public static class NoticeRetry
{
    /// <summary>How long to wait after the first, second, … failed try. After the last one we give up.</summary>
    public static readonly TimeSpan[] Ladder =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4),
    ];

    /// <summary>
    /// How long a worker has a notice to itself. Shorter than the queue's 10 s until a failed message comes again, so
    /// that the next delivery finds the notices of a crashed one free.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>How long a notice is parked by a fault of our configuration: as a rule somebody mends it soon.</summary>
    public static readonly TimeSpan Parked = TimeSpan.FromMinutes(5);

    /// <summary>How long it is from an hour after it was planned on, save at the very end: nobody waits for it to the minute any more.</summary>
    public static readonly TimeSpan ParkedLonger = TimeSpan.FromMinutes(30);

    /// <summary>The notice put aside without counting a try, which the people it is for did not have; dead when the time has run out.</summary>
    /// <param name="notice">A planned notice.</param>
    /// <param name="failure">What is wrong with our configuration.</param>
    /// <param name="now">When that was found.</param>
    /// <param name="end">When the occasion ends.</param>
    public static Notice Park(Notice notice, NoticeFailure failure, DateTimeOffset now, DateTimeOffset end)
    {
        var parked = notice with { Failure = failure };
        var next = QuietHours.Permitted(now + (now - notice.PlannedAt < TimeSpan.FromHours(1) ? Parked : ParkedLonger));
        if (next >= end) next = QuietHours.Permitted(now + Parked);
        return next < end ? parked with { NextAt = next } : parked.Bury(NoticeFailure.Expired);
    }

    /// <summary>The notice with one more try counted: planned for later, or dead when the tries or the time have run out.</summary>
    /// <param name="notice">A planned notice.</param>
    /// <param name="failure">Why the try failed.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="end">When the occasion ends; there is nothing to remind of from then on.</param>
    /// <param name="notBefore">The channel's own word on when to try again; the later of it and the ladder holds.</param>
    public static Notice Postpone(Notice notice, NoticeFailure failure, DateTimeOffset now, DateTimeOffset end, DateTimeOffset? notBefore = null)
    {
        var tried = notice with { Attempts = notice.Attempts + 1, Failure = failure };
        if (tried.Attempts > Ladder.Length) return tried.Bury(NoticeFailure.Exhausted);
        var step = now + Ladder[tried.Attempts - 1];
        var next = QuietHours.Permitted(notBefore > step ? notBefore.Value : step);
        return next < end ? tried with { NextAt = next } : tried.Bury(NoticeFailure.Expired);
    }
}
