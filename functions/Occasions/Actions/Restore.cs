using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>
/// Undoes the last decision about an occasion by a counter-entry in its journal (更正). What was decided before stands again, and
/// is not undone by a second correction: whoever wants that decides anew.
/// </summary>
/// <param name="Reason">1 to 200 characters.</param>
public sealed record Restore(string? Reason) : IAction<Occasion>
{
    internal static readonly ActionEntry<Occasion, OccasionStatus> Entry = ActionEntry<Occasion, OccasionStatus>.Of<Restore>(
        "correct", "更正", Permission.DecideOccasions, [OccasionStatus.Planned, OccasionStatus.Held, OccasionStatus.Cancelled], OccasionStatus.Planned);

    string? IAction<Occasion>.Note => Reason;

    public Refusal? Check(Occasion occasion) => new FieldErrors().Require(Reason is not null, "reason", "必填。").Text(Reason, "reason", 200).ToRefusal();

    public Refusal? Hinder(Occasion occasion, DateOnly today) => occasion switch
    {
        { Before: not null } => null,
        { Version: 0 } => OccasionRefusals.NothingToCorrect.Because("还没有对这次活动作过改期、取消或登记，没有可以更正的内容。"),
        _ => OccasionRefusals.NothingToCorrect,
    };

    public Occasion Change(Occasion occasion) => occasion.Before! with { Version = occasion.Version };
}
