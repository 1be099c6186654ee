namespace Serverless.Occasions;

/// <summary>What was done with an occasion, and when: its audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Action">What.</param>
/// <param name="From">The date it had before.</param>
/// <param name="To">The date it has since.</param>
/// <param name="Status">The status it has since.</param>
/// <param name="Words">What staff said about it; null when nothing.</param>
public sealed record OccasionJournal(DateTimeOffset At, OccasionAction Action, DateOnly From, DateOnly To, OccasionStatus Status, string? Words);
