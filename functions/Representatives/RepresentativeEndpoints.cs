using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Representatives over HTTP.</summary>
public sealed class RepresentativeEndpoints(RepresentativeHandler people, ImportRepresentativesHandler import)
{
    /// <summary>One representative.</summary>
    [Function("GetRepresentative"), Allow(Permission.ReadRepresentatives, ScopedByHandler = true), ShowsContacts]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<Representative>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel) =>
        PersonId.TryParse(id, out var person)
            ? AnswerHttp.From(await people.FindAsync(request.Call(), person, cancel))
            : AnswerHttp.Problem(RepresentativeRefusals.RepresentativeNotFound);

    /// <summary>Enters or changes a representative.</summary>
    [Function("PutRepresentative"), Allow(Permission.WriteRepresentatives, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IfMatch)]
    [Takes<RepresentativeDraft>, Gives<Representative>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel) =>
        (await request.ReadJsonAsync<RepresentativeDraft>(cancel)).Refused(out var refusal, out var draft)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Made(await people.PutAsync(request.Call(), id, draft, cancel), person => $"/api/representatives/{person.Id}");

    /// <summary>A station's people.</summary>
    [Function("ListRepresentativesOfStation"), Allow(Permission.ReadRepresentatives), ShowsContacts]
    [Queries(Paged = true), Gives<Listing<Representative>>]
    public async Task<IResult> OfStation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}/representatives")] HttpRequest request,
        string stationId, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        return StationId.TryParse(stationId, out var station)
            ? AnswerHttp.From(await people.PageAsync(request.Call(), station, page, cancel))
            : AnswerHttp.Problem(StationRefusals.StationNotFound);
    }

    /// <summary>Enters or changes the representatives of a CSV: all rows or none.</summary>
    [Function("ImportRepresentatives"), Allow(Permission.WriteRepresentatives, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/representatives/import")] HttpRequest request, CancellationToken cancel) =>
        (await request.ReadBytesAsync(RequestHttp.MaxImport, cancel)).Refused(out var refusal, out var file)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await import.ImportAsync(request.Call(file.Span), file, cancel));
}
