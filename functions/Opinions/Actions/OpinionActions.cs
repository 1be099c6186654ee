using Serverless.Actions;

namespace Serverless.Opinions;

/// <summary>Everything that can be done to an opinion.</summary>
public static class OpinionActions
{
    /// <summary>The longest text that goes with an action, in characters.</summary>
    public const int MaxText = 2000;

    public static readonly ActionCatalog<Opinion, OpinionStatus> All =
        new("这条意见", OpinionWords.Of, Merge.Entry, Reject.Entry, Answer.Entry, Close.Entry, Withdraw.Entry, Correct.Entry);

    /// <summary>
    /// True while an opinion counts as open in the flow of a quarter. It leaves the flow by being merged, rejected,
    /// withdrawn or closed, and by nothing else.
    /// </summary>
    public static bool IsOpen(OpinionStatus status) =>
        status is not (OpinionStatus.Merged or OpinionStatus.Rejected or OpinionStatus.Withdrawn or OpinionStatus.Closed);

    /// <summary>The opinion after a wish, one version on; or why not.</summary>
    internal static Platform.Outcome<Opinion> Apply(this Wish<Opinion, OpinionStatus> wish, Opinion opinion, Access.Call call)
    {
        if (All.Decide(wish, opinion, opinion.Status, call).Refused(out var refusal, out var decided)) return refusal;
        return opinion.Next(decided.After, decided.To, call.Now);
    }
}
