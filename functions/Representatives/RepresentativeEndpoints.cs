using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Representatives over HTTP.</summary>
public sealed class RepresentativeEndpoints(RepresentativeHandler people)
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

    /// <summary>Removes a representative from everywhere.</summary>
    [Function("DeleteRepresentative"), Allow(Permission.WriteRepresentatives, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IfMatch)]
    [Gives(null, 204)]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel)
    {
        if (!PersonId.TryParse(id, out var person)) return AnswerHttp.Problem(RepresentativeRefusals.RepresentativeNotFound);
        return await people.RemoveAsync(request.Call(), person, cancel) is { } refusal ? AnswerHttp.Problem(refusal) : TypedResults.NoContent();
    }

    /// <summary>Representatives by street, role and whether they are bound to a WeChat user. A page may be shorter than asked for and still go on.</summary>
    [Function("ListRepresentatives"), Allow(Permission.ReadRepresentatives, ScopedByHandler = true), ShowsContacts]
    [Queries("street", "role", "bound", Paged = true), Gives<Listing<Representative>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/representatives")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (request.QueryEnum<RepresentativeRole>("role").Refused(out refusal, out var role)) return AnswerHttp.Problem(refusal);
        if (request.QueryFlag("bound").Refused(out refusal, out var bound)) return AnswerHttp.Problem(refusal);
        return AnswerHttp.From(await people.PageAsync(request.Call(), request.QueryValue("street"), role, bound, page, cancel));
    }
}
