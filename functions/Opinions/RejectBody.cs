using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The body of <c>reject</c>: why, and where the citizen should go instead. Both must be told (北京接诉即办条例 art. 11, 潍坊12345条例 art. 19).</summary>
public sealed record RejectBody(string? Reason, string? Channel)
{
    public Outcome<OpinionMove> ToMove() =>
        new FieldErrors()
            .Require(Reason is not null, "reason", "须填写不予受理的理由。").Text(Reason, "reason", OpinionMove.MaxText)
            .Require(Channel is not null, "channel", "须填写应当向哪里反映。").Text(Channel, "channel", 200)
            .ToRefusal() is { } refusal
            ? refusal
            : new OpinionMove { Action = OpinionAction.Reject, Text = Reason, ProperChannel = Channel, Actor = "staff" };
}
