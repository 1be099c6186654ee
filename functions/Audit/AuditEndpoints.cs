using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Audit;

/// <summary>The audit, for auditors.</summary>
public sealed class AuditEndpoints(AuditHandler audit)
{
    /// <summary>Who wrote what, and who read contact data.</summary>
    [Function("ListAudit"), Allow(Permission.ReadAudit)]
    [Queries("subject", "actor", "from", "to", Paged = true), Gives<Listing<AuditEntry>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request, CancellationToken cancel)
    {
        if (request.Page().Refused(out var refusal, out var page)) return AnswerHttp.Problem(refusal);
        return Read(request).Refused(out refusal, out var query) ? AnswerHttp.Problem(refusal) : AnswerHttp.Ok(await audit.PageAsync(query, page, cancel));
    }

    private static Outcome<AuditQuery> Read(HttpRequest request)
    {
        if (request.QueryDate("from").Refused(out var refusal, out var from)) return refusal;
        if (request.QueryDate("to").Refused(out refusal, out var to)) return refusal;
        return AuditQuery.Of(from, to, request.QueryValue("actor"), request.QueryValue("subject"), request.Call().Today);
    }
}
