namespace Serverless.Opinions;

/// <summary>
/// One event in an opinion's life: who did what when. The journal is the audit trail, and what the statistics of a
/// quarter are folded from; it is only ever added to.
/// </summary>
public sealed record JournalEntry
{
    public required string Number { get; init; }

    /// <summary>When the service wrote it down; it belongs to the quarter of this instant's date in Asia/Shanghai.</summary>
    public required DateTimeOffset At { get; init; }

    public required OpinionAction Action { get; init; }

    /// <summary>The status before; null when the opinion arrived with this event.</summary>
    public OpinionStatus? From { get; init; }

    public required OpinionStatus To { get; init; }

    /// <summary>Who: <c>citizen</c> or <c>staff</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What was said with the move: the reason, the answer, the number merged into; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>How the opinion came in, such as <c>wechat</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>What the opinion is about; null until someone says.</summary>
    public string? Category { get; init; }

    /// <summary>The representative it was given to; null when it was given to the station.</summary>
    public string? RepresentativeId { get; init; }

    /// <summary>The entry an opinion's life begins with.</summary>
    public static JournalEntry Received(Opinion opinion, string actor) => new()
    {
        Number = opinion.Number,
        At = opinion.ReceivedAt,
        Action = OpinionAction.Receive,
        To = OpinionStatus.Received,
        Actor = actor,
        Channel = opinion.Channel,
        Category = opinion.Category,
        RepresentativeId = opinion.RepresentativeId,
    };
}
