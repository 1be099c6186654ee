using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Notes that an occasion was held (登记为已举行); not before its date.</summary>
/// <param name="Visitors">How many residents came, 0 to 10,000, or null.</param>
/// <param name="Note">1 to 500 characters, or null.</param>
public sealed record Hold(int? Visitors = null, string? Note = null) : IAction<Occasion>
{
    internal static readonly ActionEntry<Occasion, OccasionStatus> Entry = ActionEntry<Occasion, OccasionStatus>.Of<Hold>(
        "hold", "登记为已举行", Permission.DecideOccasions, [OccasionStatus.Planned], OccasionStatus.Held);

    public Refusal? Check(Occasion occasion) => new FieldErrors()
        .Require(Visitors is null or (>= 0 and <= 10_000), "visitors", "须为 0 至 10000。").Text(Note, "note", 500).ToRefusal();

    public Refusal? Hinder(Occasion occasion, DateOnly today) => today < occasion.Date
        ? ActionRefusals.MoveNotAllowed.Because($"活动日期是 {occasion.Date:yyyy-MM-dd}，请在当天或之后登记为已举行。")
        : null;

    public Occasion Change(Occasion occasion) => occasion with { Visitors = Visitors, Note = Note };
}
