using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The body of an action that takes nothing but a remark; for <c>answer</c> it is the answer.</summary>
public sealed record NoteBody(string? Note)
{
    public Outcome<OpinionMove> ToMove(OpinionAction action) =>
        new FieldErrors().Text(Note, "note", OpinionMove.MaxText).ToRefusal() is { } refusal
            ? refusal
            : new OpinionMove { Action = action, Text = Note, Actor = "staff" };
}
