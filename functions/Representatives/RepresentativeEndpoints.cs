using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>Representatives over HTTP (contract 3).</summary>
public sealed class RepresentativeEndpoints(RepresentativeHandler people)
{
    /// <summary>One representative.</summary>
    [Function("GetRepresentative"), Allow(Permission.ReadRepresentatives, ScopedByHandler = true), ShowsContacts]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<Representative>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel) =>
        AnswerHttp.From(await people.FindAsync(request.Call(), id, cancel));

    /// <summary>Enters or changes one representative.</summary>
    [Function("PutRepresentative"), Allow(Permission.WriteRepresentatives, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IfMatch)]
    [Takes<RepresentativeDraft>, Gives<Representative>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<RepresentativeDraft>(cancel)).Refused(out var refusal, out var draft)) return AnswerHttp.Problem(refusal);
        return draft.ToRepresentative(id).Refused(out refusal, out var person)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Made(await people.PutAsync(request.Call(), person, cancel), put => $"/api/representatives/{put.Id}");
    }

    /// <summary>A station's people.</summary>
    [Function("ListRepresentativesOfStation"), Allow(Permission.ReadRepresentatives), ShowsContacts]
    [Queries(Paged = true), Gives<Listing<Representative>>]
    public async Task<IResult> OfStation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}/representatives")] HttpRequest request, string stationId, CancellationToken cancel)
    {
        return request.Page().Refused(out var refusal, out var page)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await people.OfStationAsync(request.Call(), stationId, page, cancel));
    }

    /// <summary>All rows of a CSV, or none.</summary>
    [Function("ImportRepresentatives"), Allow(Permission.WriteRepresentatives)]
    [Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/representatives/import")] HttpRequest request, CancellationToken cancel) =>
        (await request.ReadBytesAsync(RequestHttp.MaxImport, cancel)).Refused(out var refusal, out var file)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await people.ImportAsync(file, cancel));
}
