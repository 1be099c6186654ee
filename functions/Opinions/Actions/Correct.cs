using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// A counter-entry that undoes what staff did last by mistake (更正). Nothing is taken out of the journal; and it is refused once
/// somebody has relied on what was done: the citizen has read it, or the opinion it was merged into has moved on.
/// </summary>
public sealed record Correct(string? Reason) : IAction<Opinion>
{
    internal static readonly ActionEntry<Opinion, OpinionStatus> Entry = ActionEntry<Opinion, OpinionStatus>.Of<Correct>(
        "correct", "撤销上一步办理", Permission.HandleOpinions,
        (OpinionStatus.Merged, OpinionStatus.Received), (OpinionStatus.Rejected, OpinionStatus.Received), (OpinionStatus.Answered, OpinionStatus.Received),
        (OpinionStatus.Closed, OpinionStatus.Answered));

    string? IAction<Opinion>.Note => Reason;

    public Refusal? Check(Opinion opinion) =>
        new FieldErrors().Require(Reason is not null, "reason", "须填写撤销的原因。").Text(Reason, "reason", OpinionActions.MaxText).ToRefusal();

    public Refusal? Hinder(Opinion opinion, DateOnly today) =>
        opinion is { IsRead: true, Status: OpinionStatus.Answered or OpinionStatus.Rejected } ? OpinionRefusals.ReliedOn.Because("提交人已经看到这个结果，不能再撤销。需要更正的，请直接向提交人说明，并在办结时写明。") : null;

    public Opinion Change(Opinion opinion) => opinion.Status switch
    {
        OpinionStatus.Merged => opinion with { MergedInto = null },
        OpinionStatus.Rejected => opinion with { RejectReason = null, ProperChannel = null },
        OpinionStatus.Answered => opinion with { Reply = null },
        _ => opinion,
    };
}
