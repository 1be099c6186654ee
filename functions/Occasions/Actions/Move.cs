using Serverless.Access;
using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Moves an occasion to another date (改期); it keeps its hours and counts for its date by rule.</summary>
/// <param name="Date">At most 62 days before or after the date by rule, not past, and not the date it has or another of the station's receptions takes.</param>
/// <param name="Reason">1 to 200 characters.</param>
public sealed record Move(DateOnly? Date, string? Reason) : IAction<Occasion>
{
    internal static readonly ActionEntry<Occasion, OccasionStatus> Entry = ActionEntry<Occasion, OccasionStatus>.Of<Move>(
        "move", "改期", Permission.DecideOccasions, [OccasionStatus.Planned], OccasionStatus.Planned);

    string? IAction<Occasion>.Note => Reason;

    public Refusal? Check(Occasion occasion) => new FieldErrors()
        .Require(Date is not null, "date", "必填。")
        .Require(Date is null || Math.Abs(Date.Value.DayNumber - occasion.NominalDate.DayNumber) <= ReceptionCalendar.Reach,
            "date", $"须在规定日期 {occasion.NominalDate:yyyy-MM-dd} 前后 {ReceptionCalendar.Reach} 天之内。")
        .Require(Date != occasion.Date, "date", "活动已经安排在这一天，请填写另一个日期。")
        .Require(Reason is not null, "reason", "必填。").Text(Reason, "reason", 200)
        .ToRefusal();

    public Refusal? Hinder(Occasion occasion, DateOnly today) => Date < today
        ? ActionRefusals.MoveNotAllowed.Because($"今天是 {today:yyyy-MM-dd}，不能改到已经过去的日期，请填写今天或以后的日期。")
        : null;

    public Occasion Change(Occasion occasion)
    {
        var days = Date!.Value.DayNumber - occasion.Date.DayNumber;
        return occasion with { Start = occasion.Start.AddDays(days), End = occasion.End.AddDays(days), ShiftReason = Reason };
    }
}
