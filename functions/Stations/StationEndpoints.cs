using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Stations for the staff's tools: read, write, list, import.</summary>
public sealed class StationEndpoints(StationTable stations)
{
    /// <summary>One station.</summary>
    [Function("GetStation"), Allow(Permission.ReadStations)]
    [Gives<Station>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}")] HttpRequest request, string stationId, CancellationToken cancel) =>
        await stations.FindAsync(stationId, cancel) is var (station, tag) ? AnswerHttp.Ok(station, tag) : AnswerHttp.Problem(StationRefusals.StationNotFound);

    /// <summary>Enters or changes a station.</summary>
    [Function("PutStation"), Allow(Permission.WriteStations)]
    [Takes<StationDraft>, Gives<Station>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/stations/{stationId}")] HttpRequest request, string stationId, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<StationDraft>(cancel)).Refused(out var refusal, out var draft)) return AnswerHttp.Problem(refusal);
        if (draft.ToStation(stationId).Refused(out refusal, out var station)) return AnswerHttp.Problem(refusal);
        var before = await stations.FindAsync(stationId, cancel);
        if (!request.IfMatchAllows(before?.Tag)) return AnswerHttp.Problem(Refusals.PreconditionFailed);
        if ((await stations.PutAsync(station, request.IfMatch() is null ? null : before?.Tag, cancel)).Refused(out refusal, out var tag)) return AnswerHttp.Problem(refusal);
        return before is null ? AnswerHttp.Created($"/api/stations/{stationId}", station, tag) : AnswerHttp.Ok(station, tag);
    }

    /// <summary>Stations by kind and street.</summary>
    [Function("ListStations"), Allow(Permission.ReadStations)]
    [Queries("kind", "street", Paged = true), Gives<Listing<Station>>]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (request.QueryEnum<StationKind>("kind").Refused(out refusal, out var kind)) return AnswerHttp.Problem(refusal);
        return AnswerHttp.Ok(await stations.PageAsync(page, kind, request.QueryValue("street"), cancel));
    }

    /// <summary>All rows of a CSV, or none.</summary>
    [Function("ImportStations"), Allow(Permission.WriteStations)]
    [Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stations/import")] HttpRequest request, CancellationToken cancel)
    {
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var file)) return AnswerHttp.Problem(refusal);
        if (StationSheet.Read(file.Span).Refused(out refusal, out var all)) return AnswerHttp.Problem(refusal);
        await stations.ImportAsync(all, cancel);
        return AnswerHttp.Ok(new ImportReport(all.Count));
    }
}
