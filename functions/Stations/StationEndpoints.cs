using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Stations over HTTP.</summary>
public sealed class StationEndpoints(StationHandler stations, ImportStationsHandler import)
{
    /// <summary>One station.</summary>
    [Function("GetStation"), Allow(Permission.ReadStations), ShowsContacts]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<Station>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}")] HttpRequest request, string stationId, CancellationToken cancel) =>
        StationId.TryParse(stationId, out var id) ? AnswerHttp.From(await stations.FindAsync(request.Call(), id, cancel)) : AnswerHttp.Problem(StationRefusals.StationNotFound);

    /// <summary>Enters or changes a station.</summary>
    [Function("PutStation"), Allow(Permission.WriteStations, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IfMatch)]
    [Takes<StationDraft>, Gives<Station>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/stations/{stationId}")] HttpRequest request, string stationId, CancellationToken cancel) =>
        (await request.ReadJsonAsync<StationDraft>(cancel)).Refused(out var refusal, out var draft)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Made(await stations.PutAsync(request.Call(), stationId, draft, cancel), station => $"/api/stations/{station.StationId}");

    /// <summary>Stations by kind and street.</summary>
    [Function("ListStations"), Allow(Permission.ReadStations, ScopedByHandler = true), ShowsContacts]
    [Queries("kind", "street", Paged = true), Gives<Listing<Station>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (request.QueryEnum<StationKind>("kind").Refused(out refusal, out var kind)) return AnswerHttp.Problem(refusal);
        return AnswerHttp.Ok(await stations.PageAsync(request.Call(), kind, request.QueryValue("street"), page, cancel));
    }

    /// <summary>Enters or changes the stations of a CSV: all rows or none.</summary>
    [Function("ImportStations"), Allow(Permission.WriteStations, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stations/import")] HttpRequest request, CancellationToken cancel) =>
        (await request.ReadBytesAsync(RequestHttp.MaxImport, cancel)).Refused(out var refusal, out var file)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await import.ImportAsync(request.Call(file.Span), file, cancel));
}
