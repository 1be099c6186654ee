using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>A wish to move an opinion: what to do, and what was said with it.</summary>
public sealed record OpinionMove
{
    /// <summary>The longest text that goes with a move, in UTF-16 units.</summary>
    public const int MaxText = 2000;

    public required OpinionAction Action { get; init; }

    /// <summary>The answer, the reason or a remark; null when nothing was said.</summary>
    public string? Text { get; init; }

    /// <summary>Where the citizen should go instead; only with <see cref="OpinionAction.Reject"/>.</summary>
    public string? ProperChannel { get; init; }

    /// <summary>The number it goes on in; only with <see cref="OpinionAction.Merge"/>.</summary>
    public string? Into { get; init; }

    /// <summary>Who: <c>citizen</c> or <c>staff</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The opinion after the move, or <see cref="ActionRefusals.MoveNotAllowed"/>; the opinion itself is not changed.</summary>
    public Outcome<Opinion> Apply(Opinion opinion, DateTimeOffset now)
    {
        if (OpinionLifecycle.After(opinion.Status, Action) is not { } to)
            return ActionRefusals.MoveNotAllowed.Because($"这条意见{OpinionWords.Of(opinion.Status)}，不能再{OpinionWords.Of(Action)}。{Next(opinion.Status)}");
        return opinion with
        {
            Status = to,
            Moves = opinion.Moves + 1,
            EndedAt = OpinionLifecycle.IsOpen(to) ? null : now,
            Reply = Action is OpinionAction.Answer ? Text : opinion.Reply,
            RejectReason = Action is OpinionAction.Reject ? Text : opinion.RejectReason,
            ProperChannel = ProperChannel ?? opinion.ProperChannel,
            MergedInto = Into ?? opinion.MergedInto,
        };
    }

    /// <summary>The journal entry of the move that led from one state of the opinion to the next.</summary>
    public JournalEntry Entry(Opinion before, Opinion after, DateTimeOffset now) => new()
    {
        Number = after.Number,
        At = now,
        Action = Action,
        From = before.Status,
        To = after.Status,
        Actor = Actor,
        Note = Into ?? Text,
        Channel = after.Channel,
        Category = after.Category,
        RepresentativeId = after.RepresentativeId,
    };

    private static string Next(OpinionStatus status) =>
        OpinionLifecycle.Allowed(status).Select(OpinionWords.Of).ToArray() is { Length: > 0 } moves ? $"现在可以：{string.Join('、', moves)}。" : "它的办理已经结束。";
}
