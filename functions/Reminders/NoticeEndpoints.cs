using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Notices;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>Shows who was told of what.</summary>
public sealed class NoticeEndpoints(ListNoticesHandler notices)
{
    /// <summary>Who was told of what, and how that went.</summary>
    [Function("ListNotices"), Allow(Permission.ReadNotices, ScopedByHandler = true)]
    [Queries("stationId", "occasion", "recipientId", "status", Paged = true), Gives<Listing<Notice>>]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        return Filter(request).Refused(out refusal, out var filter) ? AnswerHttp.Problem(refusal) : AnswerHttp.From(await notices.ListAsync(request.Call(), filter, page, cancel));
    }

    private static Outcome<NoticeFilter> Filter(HttpRequest request)
    {
        if (request.QueryId<StationId>("stationId", "na017").Refused(out var refusal, out var station)) return refusal;
        if (request.QueryId<OccasionKey>("occasion", "reception-20261220-na017").Refused(out refusal, out var occasion)) return refusal;
        if (request.QueryId<PersonId>("recipientId", "r0412").Refused(out refusal, out var person)) return refusal;
        return request.QueryEnum<NoticeStatus>("status").Refused(out refusal, out var status) ? refusal : NoticeFilter.Of(station, occasion, person, status);
    }
}
