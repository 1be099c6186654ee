using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>Opinions over HTTP.</summary>
public sealed class OpinionEndpoints(IntakeHandler intake, MoveHandler moves, ReadOpinionHandler read, WorklistHandler worklist, OpinionOptions options)
{
    /// <summary>Staff or a program hand in an opinion.</summary>
    [Function("AddOpinion"), Allow(Permission.HandInOpinions, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Takes<NewOpinionBody>, Gives<Opinion>(201, 200)]
    public async Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/opinions")] HttpRequest request, CancellationToken cancel)
    {
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var bytes)) return AnswerHttp.Problem(refusal);
        if (BodyJson.Read<NewOpinionBody>(bytes.Span).Refused(out refusal, out var body)) return AnswerHttp.Problem(refusal);
        var call = request.Call(bytes.Span);
        return body.ToDraft(call, options).Refused(out refusal, out var draft)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Made(OpinionSight.Shown(call.Caller, await intake.HandInAsync(call, draft, cancel)), opinion => $"/api/opinions/{opinion.Number}");
    }

    /// <summary>One opinion.</summary>
    [Function("GetOpinion"), Allow(Permission.ReadOpinions, Permission.HandInOpinions, ScopedByHandler = true), ShowsContacts]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<Opinion>]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/opinions/{number}")] HttpRequest request, string number, CancellationToken cancel) =>
        OpinionNumber.TryParse(number, out var parsed)
            ? AnswerHttp.From(await read.FindAsync(request.Call(), parsed, cancel))
            : AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);

    /// <summary>A sender's telephone and words in full, to call back; the audit says who asked.</summary>
    [Function("GetOpinionContact"), Allow(Permission.SeeContacts, ScopedByHandler = true), ShowsContacts]
    [Gives<SenderContact>]
    public async Task<IResult> Contact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/opinions/{number}/contact")] HttpRequest request, string number, CancellationToken cancel) =>
        OpinionNumber.TryParse(number, out var parsed)
            ? AnswerHttp.From(await read.ContactAsync(request.Call(), parsed, cancel))
            : AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);

    /// <summary>How far an opinion has come, for anyone with the number.</summary>
    [Function("GetPublicOpinion"), AllowAnyone]
    [Gives<PublicOpinion>]
    public async Task<IResult> GetPublic([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/public/opinions/{number}")] HttpRequest request, string number, CancellationToken cancel) =>
        AnswerHttp.From(await read.FindPublicAsync(number, request.ClientAddress(), cancel));

    /// <summary>Who did what when with an opinion.</summary>
    [Function("GetOpinionHistory"), Allow(Permission.ReadOpinions, Permission.HandInOpinions, ScopedByHandler = true)]
    [Gives<Listing<JournalEntry>>]
    public async Task<IResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/opinions/{number}/history")] HttpRequest request, string number, CancellationToken cancel) =>
        OpinionNumber.TryParse(number, out var parsed)
            ? AnswerHttp.From(await read.HistoryAsync(request.Call(), parsed, cancel))
            : AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);

    /// <summary>Takes one of the actions on an opinion.</summary>
    // Not {action}: that name is reserved by ASP.NET's routing.
    [Function("MoveOpinion"), Allow(Permission.HandleOpinions, Permission.HandInOpinions)]
    [Honours(HonoursAttribute.IdempotencyKey, HonoursAttribute.IfMatch)]
    [TakesActions(typeof(OpinionActions)), Gives<Opinion>]
    public async Task<IResult> Move(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/opinions/{number}/{move}")] HttpRequest request, string number, string move, CancellationToken cancel)
    {
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var bytes)) return AnswerHttp.Problem(refusal);
        if (OpinionActions.All.Read(move, bytes.Span).Refused(out refusal, out var wish)) return AnswerHttp.Problem(refusal);
        if (!OpinionNumber.TryParse(number, out var parsed)) return AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);
        var call = request.Call(bytes.Span);
        var moved = await moves.MoveAsync(call, parsed, wish, opinion => OpinionSight.Hinder(call.Caller, opinion, wish.Entry.Permission), cancel);
        return AnswerHttp.From(OpinionSight.Shown(call.Caller, moved));
    }

    /// <summary>Sets an opinion's category and place.</summary>
    [Function("DescribeOpinion"), Allow(Permission.HandleOpinions)]
    [Honours(HonoursAttribute.IfMatch)]
    [Takes<DescribeBody>, Gives<Opinion>]
    public async Task<IResult> Describe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/opinions/{number}")] HttpRequest request, string number, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<DescribeBody>(cancel)).Refused(out var refusal, out var body)) return AnswerHttp.Problem(refusal);
        if (body.Check() is { } wrong) return AnswerHttp.Problem(wrong);
        if (!OpinionNumber.TryParse(number, out var parsed)) return AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);
        var call = request.Call();
        var described = await moves.DescribeAsync(call, parsed, body, opinion => OpinionSight.Hinder(call.Caller, opinion, Permission.HandleOpinions), cancel);
        return AnswerHttp.From(OpinionSight.Shown(call.Caller, described));
    }

    /// <summary>A station's opinions by status and quarter, newest first.</summary>
    [Function("ListOpinions"), Allow(Permission.ReadOpinions, ScopedByHandler = true), ShowsContacts]
    [Queries("status", "quarter", Paged = true), Gives<Listing<Opinion>>]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}/opinions")] HttpRequest request, string stationId, CancellationToken cancel)
    {
        if (request.QueryEnum<OpinionStatus>("status").Refused(out var refusal, out var status)) return AnswerHttp.Problem(refusal);
        if (request.QueryId<Quarter>("quarter", "2026Q4").Refused(out refusal, out var quarter)) return AnswerHttp.Problem(refusal);
        if (request.Page().Refused(out refusal, out var page)) return AnswerHttp.Problem(refusal);
        return StationId.TryParse(stationId, out var station)
            ? AnswerHttp.From(await read.PageAsync(request.Call(), station, new OpinionFilter { Status = status, Received = quarter }, page, cancel))
            : AnswerHttp.Problem(StationRefusals.StationNotFound);
    }

    /// <summary>The opinions of all stations within the caller's scope, newest or most urgent first.</summary>
    [Function("ListWork"), Allow(Permission.ReadOpinions, ScopedByHandler = true), ShowsContacts]
    [Queries("street", "station", "representative", "category", "status", "due", "text", "sort", Paged = true), Gives<Listing<Opinion>>]
    public async Task<IResult> Work([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/opinions")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        return ReadWork(request).Refused(out refusal, out var query) ? AnswerHttp.Problem(refusal) : AnswerHttp.From(await worklist.ListAsync(request.Call(), query, page, cancel));
    }

    private static Outcome<WorklistQuery> ReadWork(HttpRequest request)
    {
        if (request.QueryId<StationId>("station", "na017").Refused(out var refusal, out var station)) return refusal;
        if (request.QueryId<PersonId>("representative", "r0412").Refused(out refusal, out var person)) return refusal;
        if (request.QueryEnum<OpinionStatus>("status").Refused(out refusal, out var status)) return refusal;
        if (request.QueryEnum<OpinionDue>("due").Refused(out refusal, out var due)) return refusal;
        if (request.QueryEnum<OpinionSort>("sort").Refused(out refusal, out var sort)) return refusal;
        var filter = new OpinionFilter { Status = status, Category = request.QueryValue("category"), RepresentativeId = person, Text = request.QueryValue("text") };
        return new WorklistQuery(request.QueryValue("street"), station, filter, due, sort ?? OpinionSort.Received);
    }
}
