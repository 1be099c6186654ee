using System.Text.Json.Serialization;
using Azure;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Something representatives of a station come together for, such as a reception day.</summary>
/// <param name="Id">Its name for good.</param>
/// <param name="Start">When it begins, +08:00.</param>
/// <param name="End">When it ends, +08:00.</param>
public sealed record Occasion([property: JsonIgnore] OccasionKey Id, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Its name for good; see <see cref="OccasionKey"/>.</summary>
    [JsonPropertyOrder(-1)]
    public string Key => Id.ToString();

    [JsonPropertyOrder(-1)]
    public OccasionKind Kind => Id.Kind;

    [JsonPropertyOrder(-1)]
    public StationId StationId => Id.StationId;

    /// <summary>The date it takes place.</summary>
    [JsonPropertyOrder(-1)]
    public DateOnly Date => StationClock.DateOf(Start);

    /// <summary>The date by rule, to whose month and quarter it counts.</summary>
    [JsonPropertyOrder(-1)]
    public DateOnly NominalDate => Id.NominalDate;

    /// <summary>The date it takes place; null when it does not.</summary>
    [JsonIgnore]
    public DateOnly? TakesPlaceOn => Status == OccasionStatus.Cancelled ? null : Date;

    public OccasionStatus Status { get; init; }

    /// <summary>Why it takes place on another date than by rule; null when nobody said.</summary>
    public string? ShiftReason { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>How many residents came, 0 to 10,000; null when not counted.</summary>
    public int? Visitors { get; init; }

    public string? Note { get; init; }

    /// <summary>What the calendar is not sure of, a Chinese sentence; null when nothing, or when staff have decided.</summary>
    public string? Warning { get; init; }

    /// <summary>As it was before the last decision; null when nothing was decided, or the last decision was corrected.</summary>
    [JsonIgnore]
    public Occasion? Before { get; init; }

    /// <summary>How often staff have decided something about it; 0 as the calendar has it.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>The entity tag: its version, so that a repeat's answer carries it too.</summary>
    [JsonIgnore]
    public ETag Tag => new($"W/\"{Version}\"");

    /// <summary>
    /// The occasion of a station on a reception day: as staff have decided about it, else as the calendar has it.
    /// </summary>
    /// <param name="day">The reception day.</param>
    /// <param name="stationId">The station.</param>
    /// <param name="rules">The hours.</param>
    /// <param name="decided">The occasion as stored; null when nobody has decided anything about it.</param>
    public static Occasion Of(ReceptionDay day, StationId stationId, ReceptionRules rules, Occasion? decided = null) => decided ?? new Occasion(
        new OccasionKey(OccasionKind.Reception, day.NominalDate, stationId),
        StationClock.InstantOf(day.Date, rules.Start), StationClock.InstantOf(day.Date, rules.End))
    {
        ShiftReason = day.Shifted ? "遇法定节假日顺延" : null, Warning = day.Warning,
    };
}
