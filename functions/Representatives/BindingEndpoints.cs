using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Binding codes over HTTP, and how a binding ends.</summary>
public sealed class BindingEndpoints(BindingHandler bindings)
{
    /// <summary>Makes a person's binding code, in place of the one before: sent to the official account within seven days it binds that WeChat user, once.</summary>
    [Function("AddBindingCode"), Allow(Permission.WriteRepresentatives, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Gives<NewBindingCode>(200, 201)]
    public async Task<IResult> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/representatives/{id}/binding-code")] HttpRequest request, string id, CancellationToken cancel)
    {
        if (!PersonId.TryParse(id, out var person)) return AnswerHttp.Problem(RepresentativeRefusals.RepresentativeNotFound);
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var body)) return AnswerHttp.Problem(refusal);
        if ((await bindings.IssueAsync(request.Call(body.Span), person, cancel)).Refused(out refusal, out var made)) return AnswerHttp.Problem(refusal);
        return made.IsNew ? AnswerHttp.Created($"/api/representatives/{person}", made.Value) : AnswerHttp.Ok(made.Value);
    }

    /// <summary>Unbinds a person from their WeChat user.</summary>
    [Function("RemoveBinding"), Allow(Permission.WriteRepresentatives, ScopedByHandler = true)]
    [Gives(null, 204)]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/representatives/{id}/binding")] HttpRequest request, string id, CancellationToken cancel)
    {
        if (!PersonId.TryParse(id, out var person)) return AnswerHttp.Problem(RepresentativeRefusals.RepresentativeNotFound);
        return await bindings.UnbindAsync(request.Call(), person, cancel) is { } refusal ? AnswerHttp.Problem(refusal) : TypedResults.NoContent();
    }

    /// <summary>Makes the binding codes of a station's people who are not bound.</summary>
    [Function("AddBindingCodes"), Allow(Permission.WriteRepresentatives)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Gives<StationBindingCodes>(200, 201)]
    public async Task<IResult> AddOfStation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stations/{stationId}/binding-codes")] HttpRequest request, string stationId, CancellationToken cancel)
    {
        if ((await OfStationAsync(request, stationId, cancel)).Refused(out var refusal, out var made)) return AnswerHttp.Problem(refusal);
        return made.IsNew ? AnswerHttp.Created($"/api/stations/{made.Value.StationId}/representatives", made.Value) : AnswerHttp.Ok(made.Value);
    }

    /// <summary>The same as a page to print and cut apart.</summary>
    [Function("PrintBindingCodes"), Allow(Permission.WriteRepresentatives)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Gives("text/html")]
    public async Task<IResult> Print(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stations/{stationId}/binding-codes.html")] HttpRequest request, string stationId, CancellationToken cancel) =>
        (await OfStationAsync(request, stationId, cancel)).Refused(out var refusal, out var made)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Bytes(Encoding.UTF8.GetBytes(BindingPage.Write(made.Value)), "text/html; charset=utf-8");

    private async Task<Outcome<Made<StationBindingCodes>>> OfStationAsync(HttpRequest request, string stationId, CancellationToken cancel)
    {
        if (!StationId.TryParse(stationId, out var station)) return StationRefusals.StationNotFound;
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var body)) return refusal;
        return await bindings.IssueAsync(request.Call(body.Span), station, cancel);
    }
}
