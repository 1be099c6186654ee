using System.Collections.Frozen;

namespace Serverless.Platform;

/// <summary>Which action leads from which status to which. What the table does not list is not allowed.</summary>
/// <param name="moves">The table.</param>
public sealed class Lifecycle<TStatus, TAction>(IEnumerable<(TStatus From, TAction Action, TStatus To)> moves)
    where TStatus : struct, Enum
    where TAction : notnull
{
    private readonly (TStatus From, TAction Action, TStatus To)[] listed = [.. moves];
    private readonly FrozenDictionary<(TStatus, TAction), TStatus> table = moves.ToFrozenDictionary(move => (move.From, move.Action), move => move.To);

    /// <summary>The status after the action, or null when the status does not allow it.</summary>
    public TStatus? After(TStatus from, TAction action) => table.TryGetValue((from, action), out var to) ? to : null;

    /// <summary>What may be done next, in the order of the table.</summary>
    public IEnumerable<TAction> Allowed(TStatus from) => listed.Where(move => move.From.Equals(from)).Select(move => move.Action).Distinct();
}
