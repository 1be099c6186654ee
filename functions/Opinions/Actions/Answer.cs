using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>It is answered on the spot (现场答复).</summary>
/// <param name="Text">What the citizen reads.</param>
public sealed record Answer(string? Text) : IAction<Opinion>
{
    internal static readonly ActionEntry<Opinion, OpinionStatus> Entry = ActionEntry<Opinion, OpinionStatus>.Of<Answer>(
        "answer", "当场答复", Permission.HandleOpinions, [OpinionStatus.Received], OpinionStatus.Answered);

    string? IAction<Opinion>.Note => Text;

    public Refusal? Check(Opinion opinion) =>
        new FieldErrors().Require(Text is not null, "text", "须填写答复内容。").Text(Text, "text", OpinionActions.MaxText).ToRefusal();

    public Opinion Change(Opinion opinion) => opinion with { Reply = Text };
}
