using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// One event in an opinion's life (办理记录): who did what when. The journal is the audit trail, and what the moves of a
/// quarter are counted from; it is only ever added to. How an opinion came is told by its own row.
/// </summary>
public sealed record JournalEntry
{
    public required OpinionNumber Number { get; init; }

    /// <summary>When the service wrote it down; it belongs to the quarter of this instant's date in Asia/Shanghai.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The action's name, such as <c>reject</c>; <c>receive</c> where a life begins.</summary>
    public required string Action { get; init; }

    /// <summary>The status before; null when the opinion arrived with this event.</summary>
    public OpinionStatus? From { get; init; }

    public required OpinionStatus To { get; init; }

    /// <summary>Who: <c>citizen</c>, or the name of a member or caller.</summary>
    public required string Actor { get; init; }

    /// <summary>What was said with it: the reason, the answer, the number merged into; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>The entry an opinion's life begins with, as its row tells it.</summary>
    public static JournalEntry Received(Opinion opinion) => new()
    {
        Number = opinion.Number, At = opinion.ReceivedAt, Action = "receive", To = OpinionStatus.Received, Actor = opinion.HandedInBy,
    };

    /// <summary>The entry of an action that led from one state of the opinion to the next.</summary>
    public static JournalEntry Of(Actions.Wish<Opinion, OpinionStatus> wish, Opinion before, Opinion after, Access.Call call) => new()
    {
        Number = after.Number, At = after.ChangedAt, Action = wish.Entry.Name, From = before.Status, To = after.Status, Actor = call.Caller.Name, Note = wish.Body.Note,
    };
}
