using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>What is known of a station's quarter when it is counted; figures are made from it and from nothing else.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Today">The date of the count.</param>
public sealed record QuarterFacts(Quarter Quarter, DateOnly Today)
{
    /// <summary>The reception days (民情接待日) whose date by rule lies in the quarter, as they stand.</summary>
    public IReadOnlyList<Occasion> Receptions { get; init; } = [];

    /// <summary>How many opinions that came before the quarter had not ended when it began.</summary>
    public int OpenAtStart { get; init; }

    /// <summary>The opinions whose number has a day of the quarter.</summary>
    public IReadOnlyList<Receipt> Received { get; init; } = [];

    /// <summary>What happened to opinions of whatever quarter, from an hour before this one.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>The notices about what is dated in the quarter.</summary>
    public IReadOnlyList<NoticeOutcome> Notices { get; init; } = [];

    /// <summary>The names of the station's representatives.</summary>
    public IReadOnlyDictionary<PersonId, string> People { get; init; } = new Dictionary<PersonId, string>();

    /// <summary>A station's receptions of these days, as the calendar has them or staff decided; without a decision those alone that it owes by its opening.</summary>
    public static IReadOnlyList<Occasion> ReceptionsOf(
        StationId station, StationOpening? opening, IEnumerable<ReceptionDay> days, ReceptionRules rules, IReadOnlyDictionary<OccasionKey, Occasion> decided) =>
    [
        .. days.Select(day => (Day: day, Known: decided.GetValueOrDefault(new OccasionKey(OccasionKind.Reception, day.NominalDate, station))))
            .Where(one => one.Known is not null || opening?.Owes(one.Day.NominalDate) != false).Select(one => Occasion.Of(one.Day, station, rules, one.Known)),
    ];

    /// <summary>
    /// How many opinions left the flow in the quarter, to this status or to any, less those that came back from it: a mistake
    /// that is corrected leaves nothing, and what was merged and takes another's place is not merged any more. Only the steps
    /// between open and not open count, so that a later note on a closed opinion closes nothing twice.
    /// </summary>
    internal int Left(OpinionStatus? to = null) => Journal.Where(entry => Quarter.Of(DayOf(entry)) == Quarter).Sum(entry =>
        (entry.From is { } from && OpinionActions.IsOpen(from), OpinionActions.IsOpen(entry.To)) switch
        {
            (true, false) when to is null || entry.To == to => 1,
            (false, true) when to is null || entry.From == to => -1,
            _ => 0,
        });

    /// <summary>Nothing leaves before it came: a phone whose clock is ahead may have dated an opinion minutes into the next quarter.</summary>
    private static DateOnly DayOf(JournalEntry entry) => DateOnly.FromDayNumber(Math.Max(StationClock.DateOf(entry.At).DayNumber, entry.Number.Day.DayNumber));
}
