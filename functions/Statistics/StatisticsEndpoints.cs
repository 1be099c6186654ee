using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Quarterly reports over HTTP (contract 3).</summary>
public sealed class StatisticsEndpoints(
    StatisticsTable statistics, StationTable stations, RefreshStatisticsQueue queue, ReportFreeze freeze, StationClock clock)
{
    private const string Csv = ".csv";

    /// <summary>A district's quarter; <c>2026Q4.csv</c> is the same for a spreadsheet. The host's router does not rank <c>{quarter}.csv</c> before <c>{quarter}</c>.</summary>
    [Function("GetStatistics"), Allow(Permission.ReadStatistics)]
    [Gives<QuarterReport>, Gives("text/csv")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/statistics/{quarter}")] HttpRequest request, string quarter, CancellationToken cancel)
    {
        var asTable = quarter.EndsWith(Csv, StringComparison.Ordinal);
        if (Begun(asTable ? quarter[..^Csv.Length] : quarter).Refused(out var refusal, out var asked)) return AnswerHttp.Problem(refusal);
        var report = QuarterReport.Of(asked, [.. (await statistics.QuarterAsync(asked, cancel)).Select(Dated)]);
        return asTable ? Results.Bytes(StatisticsCsv.Write(report), "text/csv; charset=utf-8", $"statistics-{asked}.csv") : AnswerHttp.Ok(report);
    }

    /// <summary>One station's quarter.</summary>
    [Function("GetStationStatistics"), Allow(Permission.ReadStatistics)]
    [Gives<StationReport>]
    public async Task<IResult> GetStation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/statistics/{quarter}/{stationId}")] HttpRequest request, string quarter, string stationId, CancellationToken cancel)
    {
        if (Begun(quarter).Refused(out var refusal, out var asked)) return AnswerHttp.Problem(refusal);
        if (!Station.IsId(stationId)) return AnswerHttp.Problem(StationRefusals.StationNotFound);
        if (await statistics.FindAsync(asked, stationId, cancel) is { } stored) return AnswerHttp.Ok(Dated(stored.Report), stored.Tag);
        return AnswerHttp.Problem(await stations.FindAsync(stationId, cancel) is null ? StationRefusals.StationNotFound : StatisticsRefusals.ReportNotFound);
    }

    /// <summary>Has a quarter counted now.</summary>
    [Function("RequestStatistics"), Allow(Permission.RefreshStatistics)]
    [Gives<RefreshAccepted>(202)]
    public async Task<IResult> Refresh([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/statistics/{quarter}/refresh")] HttpRequest request, string quarter, CancellationToken cancel)
    {
        if (Begun(quarter).Refused(out var refusal, out var asked)) return AnswerHttp.Problem(refusal);
        var all = await stations.AllAsync(cancel);
        await queue.SendAsync(RefreshOrder.Split(asked, all), cancel);
        return AnswerHttp.Accepted(new RefreshAccepted(asked, all.Count));
    }

    private Outcome<Quarter> Begun(string text)
    {
        if (Quarter.Parse(text).Refused(out var refusal, out var quarter)) return refusal;
        return quarter.Start <= clock.Now ? quarter : Refusals.QuarterInvalid.Because($"{quarter} 尚未开始，请在 {quarter.First:yyyy-MM-dd} 之后再来。");
    }

    /// <summary>A report becomes final by the date alone, whether or not it was counted again since.</summary>
    private StationReport Dated(StationReport report) => report with { Frozen = freeze.IsFrozen(report.Quarter, clock.Today) };
}
