using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Everything that can be done to an occasion.</summary>
public static class OccasionActions
{
    public static readonly ActionCatalog<Occasion, OccasionStatus> All = new("这次活动", Word, Move.Entry, Cancel.Entry, Hold.Entry, Restore.Entry);

    /// <summary>The occasion after a wish, one version on, without the calendar's doubts and with what it was before; or why not.</summary>
    internal static Outcome<Occasion> Apply(this Wish<Occasion, OccasionStatus> wish, Occasion occasion, Call call) =>
        All.Decide(wish, occasion, occasion.Status, call).Refused(out var refusal, out var decided)
            ? refusal
            : wish.Body is Restore
                ? decided.After with { Version = occasion.Version + 1, Before = null }
                : decided.After with { Status = decided.To, Version = occasion.Version + 1, Warning = null, Before = occasion with { Before = null } };

    private static string Word(OccasionStatus status) => status switch
    {
        OccasionStatus.Held => "已举行",
        OccasionStatus.Cancelled => "已取消",
        _ => "尚未举行",
    };
}
