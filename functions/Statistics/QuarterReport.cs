using Serverless.Calendar;

namespace Serverless.Statistics;

/// <summary>A district's quarter, or the part of it that a caller may see: every station's report, by id, and their sum.</summary>
public sealed record QuarterReport(Quarter Quarter, IReadOnlyList<StationReport> Stations)
{
    public StationReport Total { get; } = StationReport.Sum(Quarter, Stations);
}
