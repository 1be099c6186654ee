using Azure;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Shows what was counted. A report is final when it was counted after the freeze.</summary>
public sealed class ReadStatisticsHandler(StatisticsTable statistics, StationTable stations, ReportFreeze freeze)
{
    /// <summary>
    /// The reports of a quarter within the caller's reach, of one street where it is given, and their sum;
    /// <see cref="StatisticsRefusals.ReportNotFound"/> when none of them was counted. One storage call for each 1,000 stations.
    /// </summary>
    public async Task<Outcome<Tagged<QuarterReport>>> QuarterAsync(Call call, Quarter quarter, string? street, CancellationToken cancel)
    {
        var filter = call.Caller.StationFilter;
        var within = (await statistics.QuarterAsync(quarter, cancel)).FindAll(row => filter.Takes(row.Value.StationId!.Value, row.Value.Street!));
        if (within.Count == 0) return StatisticsRefusals.ReportNotFound;
        var shown = within.FindAll(row => street is null || row.Value.Street == street).ConvertAll(Dated);
        return new Tagged<QuarterReport>(new QuarterReport(quarter, shown.ConvertAll(row => row.Value)), Tag(shown));
    }

    /// <summary>The report of a station, which the gate has found within the caller's reach, with its people's lines; one storage call, two when there is none.</summary>
    public async Task<Outcome<Tagged<StationReport>>> StationAsync(Call call, Quarter quarter, StationId stationId, CancellationToken cancel)
    {
        if (await statistics.FindAsync(quarter, stationId, cancel) is not { } stored)
            return await stations.FindAsync(stationId, cancel) is null ? StationRefusals.StationNotFound : StatisticsRefusals.ReportNotFound;
        var dated = Dated(stored);
        return new Tagged<StationReport>(dated.Value with { Representatives = ReportGroups.Lines(dated.Value) }, Tag([dated]));
    }

    private Tagged<StationReport> Dated(Tagged<StationReport> row) =>
        row with { Value = row.Value with { Frozen = row.Value.IsFinal(freeze) } };

    /// <summary>Another one whenever another answer is given: for other rows, and by a version that counts more.</summary>
    private static ETag Tag(IReadOnlyList<Tagged<StationReport>> rows)
    {
        var parts = rows.SelectMany(row => new[] { row.Value.StationId.ToString()!, row.Tag.ToString(), row.Value.Frozen ? "final" : "open" });
        return new($"W/\"{ContentHash.Key([$"{Figures.All.Count}", .. parts])}\"");
    }
}
