using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Cancels an occasion (取消).</summary>
/// <param name="Reason">1 to 200 characters.</param>
public sealed record Cancel(string? Reason) : IAction<Occasion>
{
    internal static readonly ActionEntry<Occasion, OccasionStatus> Entry = ActionEntry<Occasion, OccasionStatus>.Of<Cancel>(
        "cancel", "取消", Permission.DecideOccasions, [OccasionStatus.Planned], OccasionStatus.Cancelled);

    string? IAction<Occasion>.Note => Reason;

    public Refusal? Check(Occasion occasion) => new FieldErrors().Require(Reason is not null, "reason", "必填。").Text(Reason, "reason", 200).ToRefusal();

    public Occasion Change(Occasion occasion) => occasion with { CancelReason = Reason };
}
