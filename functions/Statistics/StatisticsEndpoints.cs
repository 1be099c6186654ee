using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Quarterly reports over HTTP.</summary>
public sealed class StatisticsEndpoints(ReadStatisticsHandler read, OrderStatisticsHandler order)
{
    private const string Csv = ".csv";

    /// <summary>A district's or a street's quarter; <c>2026Q4.csv</c> is the same for a spreadsheet. The host's router does not rank <c>{quarter}.csv</c> before <c>{quarter}</c>.</summary>
    [Function("GetStatistics"), Allow(Permission.ReadStatistics, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Queries("street"), Gives<QuarterReport>, Gives("text/csv")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/statistics/{quarter}")] HttpRequest request, string quarter, CancellationToken cancel)
    {
        var asTable = quarter.EndsWith(Csv, StringComparison.Ordinal);
        if (Asked(request, asTable ? quarter[..^Csv.Length] : quarter).Refused(out var refusal, out var asked)) return AnswerHttp.Problem(refusal);
        if ((await read.QuarterAsync(request.Call(), asked, request.QueryValue("street"), cancel)).Refused(out refusal, out var found)) return AnswerHttp.Problem(refusal);
        return asTable
            ? AnswerHttp.File(StatisticsCsv.Write(found.Value), "text/csv; charset=utf-8", $"statistics-{asked}.csv", found.Tag)
            : AnswerHttp.Ok(found.Value, found.Tag);
    }

    /// <summary>One station's quarter.</summary>
    [Function("GetStationStatistics"), Allow(Permission.ReadStatistics)]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<StationReport>]
    public async Task<IResult> GetStation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/statistics/{quarter}/{stationId}")] HttpRequest request, string quarter, string stationId, CancellationToken cancel)
    {
        if (Asked(request, quarter).Refused(out var refusal, out var asked)) return AnswerHttp.Problem(refusal);
        if (!StationId.TryParse(stationId, out var id)) return AnswerHttp.Problem(StationRefusals.StationNotFound);
        return AnswerHttp.From(await read.StationAsync(request.Call(), asked, id, cancel));
    }

    /// <summary>Has a quarter counted now.</summary>
    [Function("RequestStatistics"), Allow(Permission.RefreshStatistics, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Gives<RefreshAccepted>(202)]
    public async Task<IResult> Refresh([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/statistics/{quarter}/refresh")] HttpRequest request, string quarter, CancellationToken cancel) =>
        Asked(request, quarter).Refused(out var refusal, out var asked)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Accepted(await order.OrderAsync(request.Call([]), asked, cancel));

    /// <summary>The quarter of the route, if it has begun.</summary>
    private static Outcome<Quarter> Asked(HttpRequest request, string text)
    {
        if (Quarter.Parse(text).Refused(out var refusal, out var quarter)) return refusal;
        return quarter.Start <= request.Call().Now ? quarter : Refusals.QuarterInvalid.Because($"{quarter} 尚未开始，请在 {quarter.First:yyyy-MM-dd} 之后再来。");
    }
}
