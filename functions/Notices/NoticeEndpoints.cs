using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>Shows who was told of what.</summary>
public sealed class NoticeEndpoints(NoticeTable notices)
{
    /// <summary>Who was reminded of what, and how that went.</summary>
    [Function("ListNotices"), Allow(Permission.ReadNotices)]
    [Queries("stationId", "occasion", "status", Paged = true), Gives<Listing<Notice>>]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        var asked = NoticeFilter.Parse(request.QueryValue("stationId"), request.QueryValue("occasion"), request.QueryValue("status"));
        if (asked.Refused(out refusal, out var filter)) return AnswerHttp.Problem(refusal);
        return AnswerHttp.Ok(await notices.PageAsync(filter, page, cancel));
    }
}
