using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Stations over HTTP.</summary>
public sealed class StationEndpoints(StationHandler stations, DeleteStationHandler delete)
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

    /// <summary>Removes a station at which nothing has happened yet; one with a history is closed instead.</summary>
    [Function("DeleteStation"), Allow(Permission.WriteStations)]
    [Honours(HonoursAttribute.IfMatch)]
    [Gives(null, 204)]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/stations/{stationId}")] HttpRequest request, string stationId, CancellationToken cancel)
    {
        if (!StationId.TryParse(stationId, out var id)) return AnswerHttp.Problem(StationRefusals.StationNotFound);
        return await delete.DeleteAsync(request.Call(), id, cancel) is { } refusal ? AnswerHttp.Problem(refusal) : TypedResults.NoContent();
    }

    /// <summary>Stations by kind, street and status.</summary>
    [Function("ListStations"), Allow(Permission.ReadStations, ScopedByHandler = true), ShowsContacts]
    [Queries("kind", "street", "status", Paged = true), Gives<Listing<Station>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (request.QueryEnum<StationKind>("kind").Refused(out refusal, out var kind)) return AnswerHttp.Problem(refusal);
        if (request.QueryEnum<StationStatus>("status").Refused(out refusal, out var status)) return AnswerHttp.Problem(refusal);
        return AnswerHttp.Ok(await stations.PageAsync(request.Call(), kind, request.QueryValue("street"), status, page, cancel));
    }
}
