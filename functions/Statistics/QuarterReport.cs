using Serverless.Calendar;

namespace Serverless.Statistics;

/// <summary>A district's quarter, or the part of it that a caller may see: every station's report, by id, and their sum.</summary>
public sealed record QuarterReport(Quarter Quarter, IReadOnlyList<StationReport> Stations)
{
    public StationReport Total { get; } = StationReport.Sum(Quarter, Stations);
}

/// <summary>The same as callers see it (contract 6): without the people's lines.</summary>
public sealed record QuarterView(Quarter Quarter, IReadOnlyList<ReportView> Stations, ReportView Total)
{
    public static QuarterView Of(QuarterReport report) =>
        new(report.Quarter, [.. report.Stations.Select(station => new ReportView(station, withPeople: false))], new ReportView(report.Total, withPeople: false));
}
