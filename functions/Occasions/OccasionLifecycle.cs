using Serverless.Actions;
using System.Collections.Frozen;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Which action leads from which status to which; what is not in the table is not allowed.</summary>
public static class OccasionLifecycle
{
    private static readonly FrozenDictionary<(OccasionStatus, OccasionAction), OccasionStatus> Moves =
        new Dictionary<(OccasionStatus, OccasionAction), OccasionStatus>
        {
            [(OccasionStatus.Planned, OccasionAction.Move)] = OccasionStatus.Planned,
            [(OccasionStatus.Planned, OccasionAction.Cancel)] = OccasionStatus.Cancelled,
            [(OccasionStatus.Planned, OccasionAction.Hold)] = OccasionStatus.Held,
        }.ToFrozenDictionary();

    /// <summary>The status after the action, or <see cref="ActionRefusals.MoveNotAllowed"/>.</summary>
    public static Outcome<OccasionStatus> Next(OccasionStatus status, OccasionAction action) => Moves.TryGetValue((status, action), out var next)
        ? next
        : ActionRefusals.MoveNotAllowed.Because(status == OccasionStatus.Held ? "活动已举行，不能再变更。请核对活动编号。" : "活动已取消，不能再变更。请核对活动编号。");
}
