using Serverless.Actions;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Occasions;

/// <summary>Reception days for the staff's tools: list, read, move, cancel, note as held.</summary>
public sealed class OccasionEndpoints(OccasionTable occasions, StationTable stations, ReceptionCalendar calendar, StationClock clock)
{
    /// <summary>Reception days of one or all stations.</summary>
    [Function("ListOccasions"), Allow(Permission.ReadOccasions)]
    [Queries("from", "to", "stationId", "kind", Paged = true), Gives<Listing<Occasion>>]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/occasions")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (ReadQuery(request).Refused(out refusal, out var query)) return AnswerHttp.Problem(refusal);
        if (query.StationId is { } id && await stations.FindAsync(id, cancel) is null) return AnswerHttp.Problem(StationRefusals.StationNotFound);
        if (!query.WantsReceptions) return AnswerHttp.Ok(new Listing<Occasion>([], null));
        return AnswerHttp.From(OccasionList.Cut(await ReceptionsAsync(query, cancel), page));
    }

    /// <summary>One occasion.</summary>
    [Function("GetOccasion"), Allow(Permission.ReadOccasions)]
    [Gives<Occasion>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/occasions/{key}")] HttpRequest request, string key, CancellationToken cancel) =>
        (await FindAsync(key, cancel)).Refused(out var refusal, out var found)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Ok(found.Occasion, found.Tag ?? OccasionTable.AsInCalendar);

    /// <summary><c>move</c>, <c>cancel</c> or <c>hold</c> an occasion.</summary>
    [Function("DecideOccasion"), Allow(Permission.DecideOccasions)]
    [Gives<Occasion>]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/occasions/{key}/{decision}")] HttpRequest request,
        string key, string decision, CancellationToken cancel)
    {
        if ((await ReadCommandAsync(request, decision, cancel)).Refused(out var refusal, out var command)) return AnswerHttp.Problem(refusal);
        if ((await FindAsync(key, cancel)).Refused(out refusal, out var found)) return AnswerHttp.Problem(refusal);
        if (await RepeatAsync(request, decision, found.Occasion.Id, cancel) is { } first) return AnswerHttp.Ok(first);
        if (!request.IfMatchAllows(found.Tag ?? OccasionTable.AsInCalendar)) return AnswerHttp.Problem(Refusals.PreconditionFailed);
        if (command.Decide(found.Occasion, clock.Today).Refused(out refusal, out var decided)) return AnswerHttp.Problem(refusal);
        var journal = new OccasionJournal(clock.Now, command.Action, found.Occasion.Date, decided.Date, decided.Status, command.Words);
        return (await occasions.SaveAsync(decided, journal, found.Tag, Repeat(request, decision), cancel)).Refused(out refusal, out var tag)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.Ok(decided, tag);
    }

    private Outcome<OccasionQuery> ReadQuery(HttpRequest request)
    {
        if (request.QueryDate("from").Refused(out var refusal, out var from)) return refusal;
        if (request.QueryDate("to").Refused(out refusal, out var to)) return refusal;
        if (request.QueryEnum<OccasionKind>("kind").Refused(out refusal, out var kind)) return refusal;
        return OccasionQuery.Of(from, to, request.QueryValue("stationId"), kind, clock.Today);
    }

    private async Task<IEnumerable<Occasion>> ReceptionsAsync(OccasionQuery query, CancellationToken cancel)
    {
        var days = OccasionList.Days(calendar, query.From, query.To).Select(day => day.NominalDate).ToArray();
        if (days.Length == 0) return [];
        if (query.StationId is { } id)
            return OccasionList.Receptions(calendar, [id], await occasions.OfStationAsync(id, days, cancel), query.From, query.To);
        var decided = await occasions.BetweenAsync(days[0], days[^1], cancel);
        return OccasionList.Receptions(calendar, await stations.AllIdsAsync(cancel), decided, query.From, query.To);
    }

    private static async Task<Outcome<OccasionCommand>> ReadCommandAsync(HttpRequest request, string action, CancellationToken cancel) => action switch
    {
        "move" => Widen(await request.ReadJsonAsync<MoveOccasion>(cancel)),
        "cancel" => Widen(await request.ReadJsonAsync<CancelOccasion>(cancel)),
        "hold" => Widen(await request.ReadJsonAsync<HoldOccasion>(cancel)),
        _ => ActionRefusals.ActionUnknown.Because("可用的操作：move（改期）、cancel（取消）、hold（登记为已举行）。"),
    };

    private static Outcome<OccasionCommand> Widen<T>(Outcome<T> outcome) where T : OccasionCommand =>
        outcome.Refused(out var refusal, out var command) ? refusal : command;

    /// <summary>A key is the caller's for one decision: the same one on another is another wish.</summary>
    private static string? Repeat(HttpRequest request, string decision) => request.IdempotencyKey() is { } key ? $"{decision} {key}" : null;

    private async Task<Occasion?> RepeatAsync(HttpRequest request, string decision, OccasionKey key, CancellationToken cancel) =>
        Repeat(request, decision) is { } idempotencyKey ? await occasions.FindAnswerAsync(key, idempotencyKey, cancel) : null;

    /// <summary>The occasion and, when staff decided about it, its entity tag.</summary>
    private async Task<Outcome<(Occasion Occasion, ETag? Tag)>> FindAsync(string text, CancellationToken cancel)
    {
        if (!OccasionKey.TryParse(text, out var key)) return OccasionRefusals.OccasionNotFound;
        if (await occasions.FindAsync(key, cancel) is var (decided, tag)) return (decided, (ETag?)tag);
        if (key.Kind != OccasionKind.Reception || calendar.OnNominalDate(key.NominalDate) is not { } day) return OccasionRefusals.OccasionNotFound;
        return await stations.FindAsync(key.StationId, cancel) is null ? StationRefusals.StationNotFound : (Occasion.Of(day, key.StationId, calendar.Rules), null);
    }
}
