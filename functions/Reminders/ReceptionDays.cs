using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>The receptions of one date by rule at all stations, as they stand.</summary>
/// <param name="Calendar">The reception days.</param>
/// <param name="NominalDate">The date by rule.</param>
/// <param name="Decided">What staff decided.</param>
/// <param name="Openings">When the stations work; one that is not among them receives nobody.</param>
public sealed record ReceptionDays(
    ReceptionCalendar Calendar, DateOnly NominalDate, IReadOnlyDictionary<OccasionKey, Occasion> Decided, IReadOnlyDictionary<StationId, StationOpening> Openings)
{
    /// <summary>A station's reception: as staff decided about it, else as the calendar has it; null when it has or owes none.</summary>
    public Occasion? Of(StationId station) =>
        Decided.GetValueOrDefault(new OccasionKey(OccasionKind.Reception, NominalDate, station))
        ?? (Calendar.OnNominalDate(NominalDate) is { } day && Openings.GetValueOrDefault(station)?.Owes(NominalDate) == true ? Occasion.Of(day, station, Calendar.Rules) : null);

    /// <summary>
    /// The one station that reminds a person of the receptions of a date, whatever stations they belong to: of those that receive
    /// on it, the one they head, else the first they are entered with; null when none does.
    /// </summary>
    public StationId? TellerOf(Representative person, DateOnly date) =>
        person.StationIds.OrderByDescending(station => station == person.HeadOf).Cast<StationId?>()
            .FirstOrDefault(station => Of(station!.Value) is { Status: OccasionStatus.Planned } occasion && occasion.Date == date);
}
