using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The gate: decides before any handler who passes, by the rule each trigger carries. What has no rule lets nobody in.</summary>
public sealed class AccessMiddleware(AccessOptions options, StationClock clock) : IFunctionsWorkerMiddleware
{
    private static readonly Dictionary<string, MethodInfo> Functions = typeof(AccessMiddleware).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null).ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http) return next(context);
        if (Admit(http.Request, Functions.GetValueOrDefault(context.FunctionDefinition.Name)).Refused(out var refusal, out var caller))
            return AnswerHttp.Problem(refusal).ExecuteAsync(http);
        http.Features.Set(new Call(caller, clock.Now));
        return next(context);
    }

    private Outcome<Caller> Admit(HttpRequest request, MethodInfo? function)
    {
        if (function?.GetCustomAttribute<AllowAnyoneAttribute>() is not null) return Caller.Citizen;
        var key = request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();
        if (key.Length == 0) return AccessRefusals.KeyMissing;
        if (options.BootstrapKey is not { Length: > 0 } known || !CryptographicOperations.FixedTimeEquals(Hash(key), Hash(known))) return AccessRefusals.KeyWrong;
        return new Caller("administrator") { Roles = [Role.Administrator], Scopes = [Scope.District] };
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
