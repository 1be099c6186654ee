using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Audit;

/// <summary>
/// Writes the audit, after a function's answer is known and before it goes out: what cannot be written into the audit is
/// not answered, and asking again is safe. Stands behind the gate, which tells who it was.
/// </summary>
public sealed class AuditMiddleware(AuditTable audit, ILogger<AuditMiddleware> log) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && http.Features.Get<AccessRule>() is { IsOpen: false } rule && http.Features.Get<Call>() is { } call && IsAudited(http.Request.Method, rule, call.Caller)
            ? AuditAsync(context, http, call, next)
            : next(context);

    private static bool IsAudited(string method, AccessRule rule, Caller caller) =>
        !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) || (rule.ShowsContacts && caller.May(Permission.SeeContacts));

    private async Task AuditAsync(FunctionContext context, HttpContext http, Call call, FunctionExecutionDelegate next)
    {
        await next(context);
        var answer = context.GetInvocationResult();
        // A result that says no status is 200.
        var status = (answer.Value as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        if (status >= 400) return;
        var entry = new AuditEntry(call.Now, call.Caller.Name, context.FunctionDefinition.Name, call.Subject, status);
        try
        {
            // Not the request's own token: what was done is written down although the caller has gone.
            await audit.AddAsync(entry, CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.LogError("The audit of {Function} failed: {Fault}", context.FunctionDefinition.Name, fault.GetType().Name);
            answer.Value = AnswerHttp.Problem(http.Request.StorageUnavailable());
        }
    }
}
