using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Occasions over HTTP.</summary>
public sealed class OccasionEndpoints(OccasionHandler occasions)
{
    /// <summary>Reception days of one or all stations.</summary>
    [Function("ListOccasions"), Allow(Permission.ReadOccasions, ScopedByHandler = true)]
    [Queries("from", "to", "stationId", "kind", Paged = true), Gives<Listing<Occasion>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/occasions")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        var call = request.Call();
        return ReadQuery(request, call.Today).Refused(out refusal, out var query)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await occasions.ListAsync(call, query, page, cancel));
    }

    /// <summary>One occasion.</summary>
    [Function("GetOccasion"), Allow(Permission.ReadOccasions)]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<Occasion>]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/occasions/{key}")] HttpRequest request, string key, CancellationToken cancel) =>
        OccasionKey.TryParse(key, out var parsed) ? AnswerHttp.From(await occasions.FindAsync(parsed, cancel)) : AnswerHttp.Problem(OccasionRefusals.OccasionNotFound);

    /// <summary>Takes one of the actions on an occasion.</summary>
    // Not {action}: that name is reserved by ASP.NET's routing.
    [Function("DecideOccasion"), Allow(Permission.DecideOccasions)]
    [Honours(HonoursAttribute.IdempotencyKey, HonoursAttribute.IfMatch)]
    [TakesActions(typeof(OccasionActions)), Gives<Occasion>]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/occasions/{key}/{decision}")] HttpRequest request, string key, string decision, CancellationToken cancel)
    {
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var bytes)) return AnswerHttp.Problem(refusal);
        if (OccasionActions.All.Read(decision, bytes.Span).Refused(out refusal, out var wish)) return AnswerHttp.Problem(refusal);
        return OccasionKey.TryParse(key, out var parsed)
            ? AnswerHttp.From(await occasions.DecideAsync(request.Call(bytes.Span), parsed, wish, cancel))
            : AnswerHttp.Problem(OccasionRefusals.OccasionNotFound);
    }

    private static Outcome<OccasionQuery> ReadQuery(HttpRequest request, DateOnly today)
    {
        if (request.QueryDate("from").Refused(out var refusal, out var from)) return refusal;
        if (request.QueryDate("to").Refused(out refusal, out var to)) return refusal;
        if (request.QueryId<StationId>("stationId", "na017").Refused(out refusal, out var station)) return refusal;
        return request.QueryEnum<OccasionKind>("kind").Refused(out refusal, out var kind) ? refusal : OccasionQuery.Of(from, to, station, kind, today);
    }
}
