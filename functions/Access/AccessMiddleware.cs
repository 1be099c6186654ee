using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The gate: decides before any handler who passes, by the rule each trigger carries. What has no rule lets nobody in.</summary>
public sealed class AccessMiddleware(AccessOptions options, WhoHandler who, ScopeHandler scope, StationClock clock) : IFunctionsWorkerMiddleware
{
    /// <summary>Each function's, read once from the compiled assembly at its first request.</summary>
    private readonly ConcurrentDictionary<string, AccessRule> rules = new(StringComparer.Ordinal);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http) return next(context);
        var function = context.FunctionDefinition;
        var rule = rules.GetOrAdd(function.Name, static (name, function) => AccessRule.Of(name, function.EntryPoint), function);
        http.Features.Set(rule);
        return rule.IsOpen ? PassAsync(context, http, new Call(Caller.Citizen, clock.Now), next) : JudgeAsync(context, http, rule, next);
    }

    private async Task JudgeAsync(FunctionContext context, HttpContext http, AccessRule rule, FunctionExecutionDelegate next)
    {
        if ((await AdmitAsync(http.Request, rule, context.CancellationToken)).Refused(out var refusal, out var caller))
            await AnswerHttp.Problem(refusal).ExecuteAsync(http);
        else
            await PassAsync(context, http, new Call(caller, clock.Now) { Subject = RoutePath.Of(rule.Route, http.Request.RouteValues) }, next);
    }

    private async Task<Outcome<Caller>> AdmitAsync(HttpRequest request, AccessRule rule, CancellationToken cancel)
    {
        if ((await who.WhoAsync(request.Credentials(options.PlatformSignIn), cancel)).Refused(out var refusal, out var caller)) return refusal;
        return rule.Admits(caller) ? await scope.KeepAsync(rule, caller, request.RouteValues, cancel) : AccessRefusals.NotAllowed;
    }

    private static Task PassAsync(FunctionContext context, HttpContext http, Call call, FunctionExecutionDelegate next)
    {
        http.Features.Set(call);
        return next(context);
    }
}
