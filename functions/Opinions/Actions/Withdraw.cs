using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The citizen takes it back (撤回), themselves or through staff.</summary>
public sealed record Withdraw(string? Note = null) : IAction<Opinion>
{
    internal static readonly ActionEntry<Opinion, OpinionStatus> Entry = ActionEntry<Opinion, OpinionStatus>.Of<Withdraw>(
        "withdraw", "撤回", Permission.HandInOpinions, [OpinionStatus.Received, OpinionStatus.Merged, OpinionStatus.Answered], OpinionStatus.Withdrawn);

    public Refusal? Check(Opinion opinion) => new FieldErrors().Text(Note, "note", OpinionActions.MaxText).ToRefusal();

    // What it was merged into goes on without it; the way there stays, for those that were merged into this one.
    public Opinion Change(Opinion opinion) => opinion;
}
