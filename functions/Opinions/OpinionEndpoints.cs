using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>Opinions over HTTP, for stations' tools (contract 3).</summary>
public sealed class OpinionEndpoints(
    OpinionTable opinions, StationTable stations, RepresentativeTable people, SenderTable senders, SenderMemory memory,
    PendingQueue pending, OpinionOptions options, HolidayCalendar holidays, StationClock clock)
{
    /// <summary>Hands in an opinion; with an Idempotency-Key a repeat changes nothing.</summary>
    [Function("AddOpinion"), Allow(Permission.HandInOpinions)]
    [Takes<NewOpinionBody>, Gives<Opinion>(201, 200)]
    public async Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/opinions")] HttpRequest request, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<NewOpinionBody>(cancel)).Refused(out var refusal, out var body)) return AnswerHttp.Problem(refusal);
        var source = request.IdempotencyKey() is { } key ? ContentHash.Key("api", body.StationId ?? "", key) : Guid.NewGuid().ToString("N");
        if (body.ToDraft(source, options).Refused(out refusal, out var draft)) return AnswerHttp.Problem(refusal);
        if (await RefuseAsync(draft, cancel) is { } no) return AnswerHttp.Problem(no);
        var (opinion, tag, isNew) = await opinions.AddAsync(draft, clock.Now, OpinionIntake.DueOn(clock.Today, holidays), cancel);
        pending.Touch(opinion);
        return isNew ? AnswerHttp.Created($"/api/opinions/{opinion.Number}", opinion, tag) : AnswerHttp.Ok(opinion, tag);
    }

    /// <summary>One opinion.</summary>
    [Function("GetOpinion"), Allow(Permission.ReadOpinions, Permission.HandInOpinions)]
    [Gives<Opinion>]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/opinions/{number}")] HttpRequest request, string number, CancellationToken cancel) =>
        AnswerAsync(number, (opinion, tag) => AnswerHttp.Ok(opinion, tag), cancel);

    /// <summary>An opinion's status, for anyone who has its number.</summary>
    [Function("GetPublicOpinion"), AllowAnyone]
    [Gives<PublicOpinion>]
    public Task<IResult> GetPublic([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/public/opinions/{number}")] HttpRequest request, string number, CancellationToken cancel) =>
        AnswerAsync(number, (opinion, _) => AnswerHttp.Ok(PublicOpinion.Of(opinion)), cancel);

    /// <summary>Who did what to an opinion, and when.</summary>
    [Function("GetOpinionHistory"), Allow(Permission.ReadOpinions, Permission.HandInOpinions)]
    [Gives<Listing<JournalEntry>>]
    public async Task<IResult> History([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/opinions/{number}/history")] HttpRequest request, string number, CancellationToken cancel) =>
        await FindAsync(number, cancel) is { } found
            ? AnswerHttp.Ok(Listing<JournalEntry>.Of(await opinions.HistoryAsync(found.Opinion, cancel), null))
            : AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);

    /// <summary>A station's opinions by status and quarter.</summary>
    [Function("ListOpinions"), Allow(Permission.ReadOpinions)]
    [Queries("status", "quarter", Paged = true), Gives<Listing<Opinion>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}/opinions")] HttpRequest request, string stationId, CancellationToken cancel)
    {
        if (OpinionQuery.Parse(request.QueryValue("status"), request.QueryValue("quarter")).Refused(out var refusal, out var query)) return AnswerHttp.Problem(refusal);
        if (request.Page().Refused(out refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (await stations.FindAsync(stationId, cancel) is null) return AnswerHttp.Problem(StationRefusals.StationNotFound);
        return AnswerHttp.Ok(await opinions.PageAsync(stationId, query.Status, query.Received, page, cancel));
    }

    private async Task<(Opinion Opinion, ETag Tag)?> FindAsync(string number, CancellationToken cancel) =>
        OpinionNumber.TryParse(number, out var parsed) ? await opinions.FindAsync(parsed, cancel) : null;

    private async Task<IResult> AnswerAsync(string number, Func<Opinion, ETag, IResult> answer, CancellationToken cancel) =>
        await FindAsync(number, cancel) is { } found ? answer(found.Opinion, found.Tag) : AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);

    private async Task<Refusal?> RefuseAsync(OpinionDraft draft, CancellationToken cancel)
    {
        if (!memory.KnowsStation(draft.StationId))
        {
            if (await stations.FindAsync(draft.StationId, cancel) is null) return StationRefusals.StationNotFound;
            memory.LearnStation(draft.StationId);
        }

        if (draft.RepresentativeId is { } id && await people.FindAsync(id, cancel) is null) return RepresentativeRefusals.RepresentativeNotFound;
        if (draft.SenderKey is not { } sender) return null;
        await senders.BindingAsync(sender, memory, clock.Now, cancel);
        return memory.Count(sender, OpinionNumber.Of(Identifier.Read<StationId>(draft.StationId), clock.Today, draft.SourceKey).ToString(), clock.Now) is { } seconds ? OpinionRefusals.SenderTooFrequent with { RetryAfterSeconds = seconds } : null;
    }
}
