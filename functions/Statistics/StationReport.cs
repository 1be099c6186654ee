using Serverless.Calendar;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>
/// The quarterly report of a station (站点季度统计; domain 5), or the sum of many. Groups that are not counted yet are
/// left out. The counts of opinions are of events within the quarter; those of notices and receptions go by the date by
/// rule of their occasion.
/// </summary>
public sealed record StationReport
{
    /// <summary>Null in the sum of many stations.</summary>
    public string? StationId { get; init; }

    public required string Name { get; init; }

    /// <summary>Null in the sum of many stations.</summary>
    public StationKind? Kind { get; init; }

    public required Quarter Quarter { get; init; }

    /// <summary>1 until the report is final; each later change of a figure adds one.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>True when the report is final.</summary>
    public bool Frozen { get; init; }

    /// <summary>What happened before this instant is counted; in a sum the oldest of its parts, null when it has none.</summary>
    public DateTimeOffset? ComputedAt { get; init; }

    public required ReceptionCount Receptions { get; init; }

    public required OpinionFlow Opinions { get; init; }

    /// <summary>One line for each person, by id.</summary>
    public required IReadOnlyList<RepresentativeActivity> Representatives { get; init; }

    /// <summary>How many of them did nothing that is counted (零履职).</summary>
    public int ZeroActive => Representatives.Count(person => person.IsZero);

    public required NoticeCount Notices { get; init; }

    /// <summary>What the revisions after the first changed; null while there are none.</summary>
    public IReadOnlyList<ReportChange>? Changes { get; init; }
}
