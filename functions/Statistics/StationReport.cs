using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>
/// The quarterly report of a station (站点季度统计; domain 5), or the sum of many, as it is kept; <see cref="ReportView"/> is
/// what callers see of it.
/// </summary>
public sealed record StationReport(StationId? StationId, string Name, string? Street, StationKind? Kind, Quarter Quarter)
    : ReportHead(StationId, Name, Street, Kind, Quarter)
{
    /// <summary>The representatives on the roster by id; in a sum whoever serves two stations is one person.</summary>
    public IReadOnlyDictionary<PersonId, string> People { get; init; } = new Dictionary<PersonId, string>();

    /// <summary>Every count by its key, such as <c>opinions.bySource.wechat</c>; see <see cref="Figure.Fold"/>.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    /// <summary>The count under a key; 0 when there is none.</summary>
    public int this[string key] => Counts.GetValueOrDefault(key);

    /// <summary>Many stations as one: counts are added up, and rates come out of the sums; they are never averaged.</summary>
    public static StationReport Sum(Quarter quarter, IReadOnlyList<StationReport> reports) => new(null, "合计", null, null, quarter)
    {
        Revision = reports.Select(report => report.Revision).DefaultIfEmpty(1).Max(),
        Frozen = reports.Count > 0 && reports.All(report => report.Frozen),
        ComputedAt = reports.Min(report => report.ComputedAt),
        People = reports.SelectMany(report => report.People).DistinctBy(person => person.Key).ToDictionary(),
        Counts = reports.SelectMany(report => report.Counts).AggregateBy(count => count.Key, 0, (sum, count) => sum + count.Value).ToDictionary(),
    };
}
