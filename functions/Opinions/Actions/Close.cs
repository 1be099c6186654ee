using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Its handling ends (办结).</summary>
public sealed record Close(string? Note = null) : IAction<Opinion>
{
    internal static readonly ActionEntry<Opinion, OpinionStatus> Entry = ActionEntry<Opinion, OpinionStatus>.Of<Close>(
        "close", "办结", Permission.HandleOpinions, [OpinionStatus.Answered], OpinionStatus.Closed);

    public Refusal? Check(Opinion opinion) => new FieldErrors().Text(Note, "note", OpinionActions.MaxText).ToRefusal();

    public Opinion Change(Opinion opinion) => opinion;
}
