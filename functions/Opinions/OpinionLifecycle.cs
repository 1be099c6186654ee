namespace Serverless.Opinions;

/// <summary>
/// Which moves an opinion's status allows: the table of domain 2.1, as far as moves can be made today. What the table
/// does not list is refused.
/// </summary>
public static class OpinionLifecycle
{
    private static readonly Dictionary<(OpinionStatus From, OpinionAction Action), OpinionStatus> Moves = new()
    {
        [(OpinionStatus.Received, OpinionAction.Merge)] = OpinionStatus.Merged,
        [(OpinionStatus.Received, OpinionAction.Reject)] = OpinionStatus.Rejected,
        [(OpinionStatus.Received, OpinionAction.Answer)] = OpinionStatus.Answered,
        [(OpinionStatus.Received, OpinionAction.Withdraw)] = OpinionStatus.Withdrawn,
        [(OpinionStatus.Answered, OpinionAction.Withdraw)] = OpinionStatus.Withdrawn,
        [(OpinionStatus.Answered, OpinionAction.Close)] = OpinionStatus.Closed,
    };

    /// <summary>The status after the action, or null when the status does not allow it.</summary>
    public static OpinionStatus? After(OpinionStatus from, OpinionAction action) =>
        Moves.TryGetValue((from, action), out var to) ? to : null;

    /// <summary>What may be done next, in the order of <see cref="OpinionAction"/>.</summary>
    public static IEnumerable<OpinionAction> Allowed(OpinionStatus from) =>
        Enum.GetValues<OpinionAction>().Where(action => Moves.ContainsKey((from, action)));

    /// <summary>
    /// True while an opinion counts as open in the flow of a quarter. It leaves the flow by being merged, rejected,
    /// withdrawn or closed, and by nothing else (domain 5, G5).
    /// </summary>
    public static bool IsOpen(OpinionStatus status) =>
        status is not (OpinionStatus.Merged or OpinionStatus.Rejected or OpinionStatus.Withdrawn or OpinionStatus.Closed);
}
