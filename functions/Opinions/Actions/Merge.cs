using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>It says what another open opinion of the station says, and goes on there (合并).</summary>
/// <param name="Into">The number of the other one.</param>
public sealed record Merge(string? Into) : IAction<Opinion>
{
    internal static readonly ActionEntry<Opinion, OpinionStatus> Entry = ActionEntry<Opinion, OpinionStatus>.Of<Merge>(
        "merge", "并入其他意见", Permission.HandleOpinions, [OpinionStatus.Received], OpinionStatus.Merged);

    string? IAction<Opinion>.Note => Target.ToString();

    internal OpinionNumber Target => OpinionNumber.TryParse(Into, out var number) ? number : default;

    public Refusal? Check(Opinion opinion)
    {
        if (Target == default) return new FieldErrors().Require(false, "into", "须填写另一条意见的受理编号。").ToRefusal();
        return Target.StationId != opinion.StationId || Target == opinion.Number ? OpinionRefusals.MergeTargetInvalid : null;
    }

    public Opinion Change(Opinion opinion) => opinion with { MergedInto = Target };
}
