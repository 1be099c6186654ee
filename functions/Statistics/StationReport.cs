using System.Text.Json.Serialization;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>
/// The quarterly report of a station (站点季度统计), or the sum of many. What it counts is kept by key; callers see it
/// by groups.
/// </summary>
/// <param name="StationId">Null in the sum of many stations, as are street and kind.</param>
/// <param name="Name">The station's, or 合计.</param>
/// <param name="Street">The street it lies in (街道、镇).</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Quarter">The quarter.</param>
public sealed record StationReport(StationId? StationId, string Name, string? Street, StationKind? Kind, Quarter Quarter)
{
    /// <summary>1 until the report is final; each later change of a figure adds one.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>True when the report is final.</summary>
    public bool Frozen { get; init; }

    /// <summary>What happened before this instant is counted; in a sum the oldest of its parts, null when it has none.</summary>
    public DateTimeOffset? ComputedAt { get; init; }

    /// <summary>What the revisions after the first changed; null while there are none.</summary>
    public IReadOnlyList<ReportChange>? Changes { get; init; }

    /// <summary>The people's lines; null where they are not shown.</summary>
    public IReadOnlyList<Dictionary<string, object>>? Representatives { get; init; }

    /// <summary>The figures by group, such as <c>receptions</c>. A group that is not counted yet is left out.</summary>
    [JsonExtensionData]
    public Dictionary<string, object> Groups => ReportGroups.Of(this);

    /// <summary>Every count by its key, such as <c>opinions.bySource.wechat</c>; see <see cref="Figure.Fold"/>.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    /// <summary>The names of the representatives on the roster; in a sum whoever serves two stations is one person.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<PersonId, string> People { get; init; } = new Dictionary<PersonId, string>();

    /// <summary>The count under a key; 0 when there is none.</summary>
    public int this[string key] => Counts.GetValueOrDefault(key);

    /// <summary>True when it was counted after the freeze: one that was not, because the app was idle, lacks what came until then.</summary>
    public bool IsFinal(ReportFreeze freeze) => ComputedAt is { } at && freeze.IsFrozen(Quarter, StationClock.DateOf(at));

    /// <summary>Many stations as one: counts are added up, and rates come out of the sums; they are never averaged.</summary>
    public static StationReport Sum(Quarter quarter, IReadOnlyList<StationReport> reports) => new(null, "合计", null, null, quarter)
    {
        Revision = reports.Select(report => report.Revision).DefaultIfEmpty(1).Max(),
        Frozen = reports.Count > 0 && reports.All(report => report.Frozen),
        ComputedAt = reports.Min(report => report.ComputedAt),
        Counts = reports.SelectMany(report => report.Counts).AggregateBy(count => count.Key, 0, (sum, count) => sum + count.Value).ToDictionary(),
        People = reports.SelectMany(report => report.People).DistinctBy(person => person.Key).ToDictionary(),
    };
}
