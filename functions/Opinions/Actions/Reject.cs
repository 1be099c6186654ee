using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// The station may not take it; the citizen is told why and where to go instead (不予受理). Both must be told
/// (北京接诉即办条例 art. 11, 潍坊12345条例 art. 19).
/// </summary>
public sealed record Reject(string? Reason, string? Channel) : IAction<Opinion>
{
    internal static readonly ActionEntry<Opinion, OpinionStatus> Entry = ActionEntry<Opinion, OpinionStatus>.Of<Reject>(
        "reject", "不予受理", Permission.HandleOpinions, [OpinionStatus.Received], OpinionStatus.Rejected);

    string? IAction<Opinion>.Note => Reason;

    public Refusal? Check(Opinion opinion) => new FieldErrors()
        .Require(Reason is not null, "reason", "须填写不予受理的理由。").Text(Reason, "reason", OpinionActions.MaxText)
        .Require(Channel is not null, "channel", "须填写应当向哪里反映。").Text(Channel, "channel", 200)
        .ToRefusal();

    public Opinion Change(Opinion opinion) => opinion with { RejectReason = Reason, ProperChannel = Channel };
}
