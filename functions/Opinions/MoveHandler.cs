using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Moves opinions through their life, whoever asks.</summary>
public sealed class MoveHandler(OpinionTable opinions)
{
    /// <summary>
    /// Does what is wished. A repeat hears the first result, if it may still know it; a tag that is not the opinion's is
    /// <see cref="Refusals.PreconditionFailed"/>.
    /// </summary>
    /// <param name="hinder">Why the caller may not do this to the opinion; null when they may.</param>
    public async Task<Outcome<Tagged<Opinion>>> MoveAsync(
        Call call, OpinionNumber number, Wish<Opinion, OpinionStatus> wish, Func<Opinion, Refusal?> hinder, CancellationToken cancel)
    {
        var target = wish.Body is Merge { Target: var into } && into.StationId == number.StationId && into != number ? into : (OpinionNumber?)null;
        if ((await opinions.ChangeAsync(number, Change, target, call.Repeat, cancel)).Refused(out var refused, out var moved)) return refused;
        return hinder(moved.Value) is { } hindrance ? hindrance : moved;

        Outcome<(Opinion, JournalEntry)> Change(Opinion opinion, Opinion? other)
        {
            if (hinder(opinion) is { } no) return no;
            if (!call.IfMatchAllows(opinion.Tag)) return Refusals.PreconditionFailed;
            if (wish.Apply(opinion, call).Refused(out var refusal, out var after)) return refusal;
            if (target is not null && other is null) return OpinionRefusals.OpinionNotFound;
            // A chain of merges would lead a citizen nowhere.
            if (other is not null && !OpinionActions.IsOpen(other.Status)) return OpinionRefusals.MergeTargetInvalid;
            return (after, JournalEntry.Of(wish, opinion, after, call));
        }
    }
}
