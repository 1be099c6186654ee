using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Moves opinions through their life, whoever asks.</summary>
public sealed class MoveHandler(OpinionTable opinions)
{
    /// <summary>
    /// Does what is wished. Who may not see the opinion hears that there is none; a repeat hears the first result; a tag that
    /// is not the opinion's is <see cref="Refusals.PreconditionFailed"/>.
    /// </summary>
    /// <param name="sees">Whether the caller may know of the opinion.</param>
    public Task<Outcome<Tagged<Opinion>>> MoveAsync(
        Call call, OpinionNumber number, Wish<Opinion, OpinionStatus> wish, Func<Opinion, bool> sees, CancellationToken cancel)
    {
        var target = wish.Body is Merge { Target: var into } && into.StationId == number.StationId && into != number ? into : (OpinionNumber?)null;
        return opinions.ChangeAsync(number, Change, target, call.Repeat, cancel);

        Outcome<(Opinion, JournalEntry)> Change(Opinion opinion, Opinion? other)
        {
            if (!sees(opinion)) return OpinionRefusals.OpinionNotFound;
            if (!call.IfMatchAllows(opinion.Tag)) return Refusals.PreconditionFailed;
            if (wish.Apply(opinion, call).Refused(out var refusal, out var after)) return refusal;
            if (target is not null && other is null) return OpinionRefusals.OpinionNotFound;
            // A chain of merges would lead a citizen nowhere.
            if (other is not null && !OpinionActions.IsOpen(other.Status)) return OpinionRefusals.MergeTargetInvalid;
            return (after, JournalEntry.Of(wish, opinion, after, call));
        }
    }
}
