using Serverless.Access;
using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Moves opinions through their life, whoever asks.</summary>
public sealed class MoveHandler(OpinionTable opinions, ReportFreeze freeze)
{
    /// <summary>
    /// Does what is wished. A repeat hears the first result, if it may still know it; a tag that is not the opinion's is
    /// <see cref="Refusals.PreconditionFailed"/>.
    /// </summary>
    /// <param name="hinder">Why the caller may not do this to the opinion; null when they may.</param>
    public async Task<Outcome<Tagged<Opinion>>> MoveAsync(
        Call call, OpinionNumber number, Wish<Opinion, OpinionStatus> wish, Func<Opinion, Refusal?> hinder, CancellationToken cancel)
    {
        if ((await opinions.ChangeAsync(number, DecideAsync, call.Repeat, cancel)).Refused(out var refused, out var moved)) return refused;
        return hinder(moved.Value) is { } hindrance ? hindrance : moved;

        async Task<Outcome<IReadOnlyList<OpinionChange>>> DecideAsync(Opinion opinion, ReadOpinion read)
        {
            if (hinder(opinion) is { } no) return no;
            // Others may be at the same merge: what no longer fits together is looked at again.
            if ((opinion.Status == OpinionStatus.Merged ? await OpinionTable.PathAsync(opinion, read) : []) is not { } path) return Refusals.WriteConflict;
            var root = path.LastOrDefault();
            if (!call.IfMatchAllows(opinion.Tag) && !(root is not null && call.IfMatchAllows(opinion.TagWith(root)))) return Refusals.PreconditionFailed;
            if (wish.Apply(opinion, call).Refused(out var refusal, out var after)) return refusal;
            var change = new OpinionChange(after, JournalEntry.Of(wish, opinion, after, call));
            return wish.Body switch
            {
                Merge merge => await MergeAsync(change, merge.Target, read),
                Withdraw when root is not null => (OpinionChange[])[change, .. OpinionMerging.Ended(path, opinion)],
                Withdraw => await WithdrawAsync(call, opinion, change, read),
                Correct when root is { Status: not OpinionStatus.Received } => OpinionRefusals.ReliedOn.Because($"这条意见并入的 {root.Number} 已经继续办理，不能再撤销合并。"),
                Correct when root is not null => (OpinionChange[])[change, .. OpinionMerging.Left(path, opinion)],
                _ => new[] { change },
            };
        }
    }

    /// <summary>Sets category and place. The quarter it came in counts it by the new category until its report is final.</summary>
    public Task<Outcome<Tagged<Opinion>>> DescribeAsync(Call call, OpinionNumber number, DescribeBody body, Func<Opinion, Refusal?> hinder, CancellationToken cancel)
    {
        return opinions.ChangeAsync(number, (opinion, _) => Task.FromResult(Decide(opinion)), null, cancel);

        Outcome<IReadOnlyList<OpinionChange>> Decide(Opinion opinion)
        {
            if (hinder(opinion) is { } no) return no;
            if (!call.IfMatchAllows(opinion.Tag)) return Refusals.PreconditionFailed;
            var described = body.Change(opinion, countsAnew: !freeze.IsFrozen(Quarter.Of(opinion.Number.Day), call.Today));
            if (described == opinion) return Array.Empty<OpinionChange>();
            var after = opinion.Next(described, opinion.Status, call.Now);
            return new[] { new OpinionChange(after, body.Entry(opinion, after, call)) };
        }
    }

    private static async Task<Outcome<IReadOnlyList<OpinionChange>>> MergeAsync(OpinionChange merged, OpinionNumber into, ReadOpinion read)
    {
        if (await read(into) is not { } target) return OpinionRefusals.OpinionNotFound;
        // What is merged or ended leads a citizen nowhere.
        if (!OpinionActions.IsOpen(target.Status)) return OpinionRefusals.MergeTargetInvalid;
        var joined = OpinionMerging.Joined(target, merged.After);
        if (joined.Followers.Count > OpinionMerging.Most) return OpinionRefusals.MergeTargetInvalid.Because($"这条意见已经合并了 {target.Followers.Count} 条，请并入另一条。");
        return new[] { merged, new(joined) };
    }

    /// <summary>The first of those that follow it that is still merged takes its place.</summary>
    private static async Task<Outcome<IReadOnlyList<OpinionChange>>> WithdrawAsync(Call call, Opinion opinion, OpinionChange withdrawn, ReadOpinion read)
    {
        foreach (var number in opinion.Followers)
        {
            if (await read(number) is not { Status: OpinionStatus.Merged } heir) continue;
            if (await OpinionTable.PathAsync(heir, read) is not { } path) return Refusals.WriteConflict;
            if (path.TrueForAll(one => one.Number != opinion.Number)) continue;
            return new[] { withdrawn with { After = withdrawn.After with { MergedInto = number, Followers = [] } }, OpinionMerging.Inherited(heir, opinion, call.Now) };
        }

        return new[] { withdrawn };
    }
}
