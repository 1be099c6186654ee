using Serverless.Actions;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Moves opinions through their life (contract 4).</summary>
public sealed class MoveEndpoints(OpinionTable opinions, StationClock clock)
{
    /// <summary><c>merge</c>, <c>reject</c>, <c>answer</c>, <c>close</c> or <c>withdraw</c> an opinion.</summary>
    // Not {action}: that name is reserved by ASP.NET's routing.
    [Function("MoveOpinion"), Allow(Permission.HandleOpinions, Permission.HandInOpinions)]
    [Gives<Opinion>]
    public async Task<IResult> Move(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/opinions/{number}/{move}")] HttpRequest request, string number, string move, CancellationToken cancel)
    {
        if ((await ReadAsync(request, move, cancel)).Refused(out var refusal, out var wish)) return AnswerHttp.Problem(refusal);
        if (!OpinionNumber.TryParse(number, out var parsed) || await opinions.FindAsync(parsed, cancel) is not { } found)
            return AnswerHttp.Problem(OpinionRefusals.OpinionNotFound);
        var resultKey = request.IdempotencyKey() is { } key ? ContentHash.Key(found.Opinion.Number, move, key) : null;
        if (resultKey is not null && await opinions.FirstResultAsync(parsed.StationId, resultKey, cancel) is { } first) return AnswerHttp.Ok(first);
        if (request.IfMatch() is { } wanted && wanted != ETag.All && wanted != found.Tag) return AnswerHttp.Problem(Refusals.PreconditionFailed);
        return AnswerHttp.From(await MoveAsync(wish, found.Opinion, found.Tag, resultKey, cancel));
    }

    private async Task<Outcome<Opinion>> MoveAsync(OpinionMove move, Opinion before, ETag tag, string? resultKey, CancellationToken cancel)
    {
        var now = clock.Now;
        if (move.Apply(before, now).Refused(out var refusal, out var after)) return refusal;
        if ((await TargetAsync(move, before, cancel)).Refused(out refusal, out var target)) return refusal;
        return await opinions.MoveAsync(after, move.Entry(before, after, now), tag, resultKey, target, cancel);
    }

    /// <summary>An opinion goes on in another, still open one of the same station: a chain of merges would lead a citizen nowhere.</summary>
    private async Task<Outcome<MergeTarget?>> TargetAsync(OpinionMove move, Opinion before, CancellationToken cancel)
    {
        if (move.Into is null) return (MergeTarget?)null;
        OpinionNumber.TryParse(move.Into, out var number);
        if (number.StationId != before.StationId || move.Into == before.Number) return OpinionRefusals.MergeTargetInvalid;
        if (await opinions.FindAsync(number, cancel) is not { } target) return OpinionRefusals.OpinionNotFound;
        return OpinionLifecycle.IsOpen(target.Opinion.Status) ? new MergeTarget(number, target.Tag) : OpinionRefusals.MergeTargetInvalid;
    }

    private static async Task<Outcome<OpinionMove>> ReadAsync(HttpRequest request, string move, CancellationToken cancel)
    {
        switch (move)
        {
            case "merge":
                return (await request.ReadJsonAsync<MergeBody>(cancel)).Refused(out var refusal, out var merge) ? refusal : merge.ToMove();
            case "reject":
                return (await request.ReadJsonAsync<RejectBody>(cancel)).Refused(out refusal, out var reject) ? refusal : reject.ToMove();
            case "answer" or "close" or "withdraw":
                if ((await request.ReadJsonAsync<NoteBody>(cancel)).Refused(out refusal, out var note)) return refusal;
                return note.ToMove(Enum.Parse<OpinionAction>(move, ignoreCase: true));
            default:
                return ActionRefusals.ActionUnknown;
        }
    }
}
