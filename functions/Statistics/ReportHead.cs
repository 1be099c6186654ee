using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Whose quarter a report is of, and how it stands.</summary>
/// <param name="StationId">Null in the sum of many stations, as are street and kind.</param>
/// <param name="Name">The station's, or 合计.</param>
/// <param name="Street">The street it lies in (街道、镇).</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Quarter">The quarter.</param>
public abstract record ReportHead(StationId? StationId, string Name, string? Street, StationKind? Kind, Quarter Quarter)
{
    /// <summary>1 until the report is final; each later change of a figure adds one.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>True when the report is final.</summary>
    public bool Frozen { get; init; }

    /// <summary>What happened before this instant is counted; in a sum the oldest of its parts, null when it has none.</summary>
    public DateTimeOffset? ComputedAt { get; init; }

    /// <summary>What the revisions after the first changed; null while there are none.</summary>
    public IReadOnlyList<ReportChange>? Changes { get; init; }
}
