using Serverless.Access;
using Serverless.Actions;

namespace Serverless.Occasions;

/// <summary>What was done with an occasion, by whom and when: its audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Action">The action's name, such as <c>move</c>.</param>
/// <param name="From">The date it had before.</param>
/// <param name="To">The date it has since.</param>
/// <param name="Status">The status it has since.</param>
/// <param name="Note">What was said about it; null when nothing.</param>
public sealed record OccasionJournal(DateTimeOffset At, string By, string Action, DateOnly From, DateOnly To, OccasionStatus Status, string? Note)
{
    public static OccasionJournal Of(Wish<Occasion, OccasionStatus> wish, Occasion before, Occasion after, Call call) =>
        new(call.Now, call.Caller.Name, wish.Entry.Name, before.Date, after.Date, after.Status, wish.Body.Note);
}
