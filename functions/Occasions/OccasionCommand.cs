using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>What staff decide about an occasion.</summary>
public abstract record OccasionCommand
{
    /// <summary>The occasion as decided, or why it cannot be: the fields first, then the state.</summary>
    /// <param name="occasion">The occasion as it is.</param>
    /// <param name="today">Today's date in Asia/Shanghai.</param>
    public Outcome<Occasion> Decide(Occasion occasion, DateOnly today)
    {
        if (Check(occasion) is { } wrong) return wrong;
        if (OccasionLifecycle.Next(occasion.Status, Action).Refused(out var refusal, out var status)) return refusal;
        return Wait(occasion, today) is { } early ? early : Change(occasion) with { Status = status, Warning = null };
    }

    internal abstract OccasionAction Action { get; }

    /// <summary>What the staff say about it, for the journal.</summary>
    internal abstract string? Words { get; }

    private protected abstract Refusal? Check(Occasion occasion);

    private protected abstract Occasion Change(Occasion occasion);

    private protected virtual Refusal? Wait(Occasion occasion, DateOnly today) => null;
}

/// <summary>Moves an occasion to another date; it keeps its hours and counts for its date by rule.</summary>
/// <param name="Date">At most 62 days before or after the date by rule, and not the date it has.</param>
/// <param name="Reason">1 to 200 characters.</param>
public sealed record MoveOccasion(DateOnly? Date, string? Reason) : OccasionCommand
{
    internal override OccasionAction Action => OccasionAction.Move;

    internal override string? Words => Reason;

    private protected override Refusal? Check(Occasion occasion) => new FieldErrors()
        .Require(Date is not null, "date", "必填。")
        .Require(Date is null || Math.Abs(Date.Value.DayNumber - occasion.NominalDate.DayNumber) <= ReceptionCalendar.Reach,
            "date", $"须在规定日期 {occasion.NominalDate:yyyy-MM-dd} 前后 {ReceptionCalendar.Reach} 天之内。")
        .Require(Date != occasion.Date, "date", "活动已经安排在这一天，请填写另一个日期。")
        .Require(Reason is not null, "reason", "必填。").Text(Reason, "reason", 200)
        .ToRefusal();

    private protected override Occasion Change(Occasion occasion)
    {
        var days = Date!.Value.DayNumber - occasion.Date.DayNumber;
        return occasion with { Start = occasion.Start.AddDays(days), End = occasion.End.AddDays(days), ShiftReason = Reason };
    }
}

/// <summary>Cancels an occasion.</summary>
/// <param name="Reason">1 to 200 characters.</param>
public sealed record CancelOccasion(string? Reason) : OccasionCommand
{
    internal override OccasionAction Action => OccasionAction.Cancel;

    internal override string? Words => Reason;

    private protected override Refusal? Check(Occasion occasion) =>
        new FieldErrors().Require(Reason is not null, "reason", "必填。").Text(Reason, "reason", 200).ToRefusal();

    private protected override Occasion Change(Occasion occasion) => occasion with { CancelReason = Reason };
}

/// <summary>Notes that an occasion was held; not before its date.</summary>
/// <param name="Visitors">How many residents came, 0 to 10,000, or null.</param>
/// <param name="Note">1 to 500 characters, or null.</param>
public sealed record HoldOccasion(int? Visitors = null, string? Note = null) : OccasionCommand
{
    internal override OccasionAction Action => OccasionAction.Hold;

    internal override string? Words => Note;

    private protected override Refusal? Check(Occasion occasion) => new FieldErrors()
        .Require(Visitors is null or (>= 0 and <= 10_000), "visitors", "须为 0 至 10000。").Text(Note, "note", 500).ToRefusal();

    private protected override Occasion Change(Occasion occasion) => occasion with { Visitors = Visitors, Note = Note };

    private protected override Refusal? Wait(Occasion occasion, DateOnly today) => today < occasion.Date
        ? ActionRefusals.MoveNotAllowed.Because($"活动日期是 {occasion.Date:yyyy-MM-dd}，请在当天或之后登记为已举行。")
        : null;
}
