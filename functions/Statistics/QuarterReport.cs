using Serverless.Calendar;

namespace Serverless.Statistics;

/// <summary>A district's quarter: every station's report and their sum.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Stations">By station id.</param>
/// <param name="Total">Sums of counts, numerators and denominators; rates are never averaged.</param>
public sealed record QuarterReport(Quarter Quarter, IReadOnlyList<StationReport> Stations, StationReport Total)
{
    private const string TotalName = "合计";

    public static QuarterReport Of(Quarter quarter, IReadOnlyList<StationReport> stations) => new(quarter, stations, Sum(quarter, stations));

    private static StationReport Sum(Quarter quarter, IReadOnlyList<StationReport> stations) => new()
    {
        Name = TotalName,
        Quarter = quarter,
        Revision = stations.Select(station => station.Revision).DefaultIfEmpty(1).Max(),
        Frozen = stations.Count > 0 && stations.All(station => station.Frozen),
        ComputedAt = stations.Min(station => station.ComputedAt),
        Receptions = stations.Aggregate(ReceptionCount.None, (sum, station) => sum + station.Receptions),
        Opinions = stations.Aggregate(OpinionFlow.None, (sum, station) => sum + station.Opinions),
        Representatives = RepresentativeActivity.Sum(stations.SelectMany(station => station.Representatives)),
        Notices = stations.Aggregate(NoticeCount.None, (sum, station) => sum + station.Notices),
    };
}
