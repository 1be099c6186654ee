using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The body of <c>merge</c>: the number of the opinion it goes on in.</summary>
public sealed record MergeBody(string? Into)
{
    public Outcome<OpinionMove> ToMove() => OpinionNumber.TryParse(Into, out var into)
        ? new OpinionMove { Action = OpinionAction.Merge, Into = into.ToString(), Actor = "staff" }
        : new FieldErrors().Require(false, "into", "须填写另一条意见的受理编号。").ToRefusal()!;
}
