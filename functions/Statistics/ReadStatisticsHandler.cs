using Azure;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Shows what was counted, within the caller's reach. A report is final by the date alone, whether or not it was counted again since.</summary>
public sealed class ReadStatisticsHandler(StatisticsTable statistics, StationTable stations, ReportFreeze freeze)
{
    /// <summary>
    /// The reports of a quarter, of one street where it is given, and their sum; <see cref="StatisticsRefusals.ReportNotFound"/>
    /// when nothing within reach was counted. One storage call for each 1,000 stations.
    /// </summary>
    public async Task<Outcome<Tagged<QuarterReport>>> QuarterAsync(Call call, Quarter quarter, string? street, CancellationToken cancel)
    {
        var within = (await statistics.QuarterAsync(quarter, cancel)).FindAll(row => Reaches(call, row.Value));
        if (within.Count == 0) return StatisticsRefusals.ReportNotFound;
        var shown = within.FindAll(row => street is null || row.Value.Street == street).ConvertAll(row => Dated(row, call));
        return new Tagged<QuarterReport>(new QuarterReport(quarter, shown.ConvertAll(row => row.Value)), Tag(shown));
    }

    /// <summary>A station's report; one storage call, two when there is none.</summary>
    public async Task<Outcome<Tagged<StationReport>>> StationAsync(Call call, Quarter quarter, StationId stationId, CancellationToken cancel)
    {
        if (await statistics.FindAsync(quarter, stationId, cancel) is { } stored)
        {
            var dated = Dated(stored, call);
            return Reaches(call, dated.Value) ? dated with { Tag = Tag([dated]) } : StationRefusals.StationNotFound;
        }

        return await stations.FindAsync(stationId, cancel) is var (station, _) && call.Caller.Reaches(stationId, station.Street)
            ? StatisticsRefusals.ReportNotFound
            : StationRefusals.StationNotFound;
    }

    private Tagged<StationReport> Dated(Tagged<StationReport> row, Call call) =>
        row with { Value = row.Value with { Frozen = freeze.IsFrozen(row.Value.Quarter, call.Today) } };

    private static bool Reaches(Call call, StationReport report) => call.Caller.Reaches(report.StationId!.Value, report.Street!);

    /// <summary>Another one whenever another answer is given: for other rows, after the freeze, and from a version that counts more.</summary>
    private static ETag Tag(IReadOnlyList<Tagged<StationReport>> rows) =>
        new($"W/\"{ContentHash.Key([Figures.All.Count.ToString(), .. rows.SelectMany(row => new[] { row.Value.StationId!.Value.ToString(), row.Tag.ToString(), row.Value.Frozen ? "final" : "open" })])}\"");
}
