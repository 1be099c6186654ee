using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Representatives for the staff's tools: read, write, a station's people, import.</summary>
public sealed class RepresentativeEndpoints(RepresentativeTable people, StationTable stations)
{
    /// <summary>One representative.</summary>
    [Function("GetRepresentative"), Allow(Permission.ReadRepresentatives)]
    [Gives<Representative>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel) =>
        await people.FindAsync(id, cancel) is var (person, tag) ? AnswerHttp.Ok(person, tag) : AnswerHttp.Problem(RepresentativeRefusals.RepresentativeNotFound);

    /// <summary>Enters or changes a representative.</summary>
    [Function("PutRepresentative"), Allow(Permission.WriteRepresentatives)]
    [Takes<RepresentativeDraft>, Gives<Representative>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/representatives/{id}")] HttpRequest request, string id, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<RepresentativeDraft>(cancel)).Refused(out var refusal, out var draft)) return AnswerHttp.Problem(refusal);
        if (draft.ToRepresentative(id).Refused(out refusal, out var person)) return AnswerHttp.Problem(refusal);
        if (await MissingStationAsync(person, cancel) is { } missing) return AnswerHttp.Problem(missing);
        if (await SecondHeadAsync(person, cancel) is { } second) return AnswerHttp.Problem(second);
        var before = await people.FindAsync(id, cancel);
        if ((await people.PutAsync(person, request.IfMatch(), cancel)).Refused(out refusal, out var tag)) return AnswerHttp.Problem(refusal);
        return before is null ? AnswerHttp.Created($"/api/representatives/{id}", person, tag) : AnswerHttp.Ok(person, tag);
    }

    /// <summary>A station's people.</summary>
    [Function("ListRepresentativesOfStation"), Allow(Permission.ReadRepresentatives)]
    [Queries(Paged = true), Gives<Listing<Representative>>]
    public async Task<IResult> OfStation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/{stationId}/representatives")] HttpRequest request,
        string stationId, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        if (await stations.FindAsync(stationId, cancel) is null) return AnswerHttp.Problem(StationRefusals.StationNotFound);
        return AnswerHttp.Ok(await people.PageOfStationAsync(stationId, page, cancel));
    }

    /// <summary>All rows of a CSV, or none.</summary>
    [Function("ImportRepresentatives"), Allow(Permission.WriteRepresentatives)]
    [Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/representatives/import")] HttpRequest request, CancellationToken cancel)
    {
        if ((await request.ReadBytesAsync(RequestHttp.MaxBody, cancel)).Refused(out var refusal, out var file)) return AnswerHttp.Problem(refusal);
        var ids = (await stations.AllIdsAsync(cancel)).ToHashSet();
        var known = await people.AllAsync(cancel);
        if (RepresentativeSheet.Read(file.Span, ids, known).Refused(out refusal, out var all)) return AnswerHttp.Problem(refusal);
        await people.ImportAsync(all, cancel);
        return AnswerHttp.Ok(new ImportReport(all.Count));
    }

    private async Task<Refusal?> MissingStationAsync(Representative person, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        foreach (var id in person.StationIds)
            errors.Require(await stations.FindAsync(id, cancel) is not null, "stationIds", $"没有站点 {id}，请先建立该站点。");
        return errors.ToRefusal();
    }

    private async Task<Refusal?> SecondHeadAsync(Representative person, CancellationToken cancel) =>
        person.HeadOf is null ? null : HeadRule.Check(person, await people.OfStationAsync(person.HeadOf, cancel));
}
