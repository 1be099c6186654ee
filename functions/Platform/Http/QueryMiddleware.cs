using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Serverless.Platform;

/// <summary>
/// Refuses query names that a trigger does not know (<see cref="QueriesAttribute"/>), and what is given twice: a mistyped filter
/// would otherwise show everything.
/// </summary>
public sealed class QueryMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>By function; null for one that takes any.</summary>
    private readonly ConcurrentDictionary<string, string[]?> known = new(StringComparer.Ordinal);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http) return next(context);
        if (http.Request.RefuseHeaders() is { } twice) return AnswerHttp.Problem(twice).ExecuteAsync(http);
        if (http.Request.Query.Count == 0) return next(context);
        var names = known.GetOrAdd(context.FunctionDefinition.Name, static (_, function) => NamesOf(function.EntryPoint), context.FunctionDefinition);
        return names is not null && http.Request.RefuseQuery(names) is { } refusal ? AnswerHttp.Problem(refusal).ExecuteAsync(http) : next(context);
    }

    /// <param name="entryPoint">The method as the host knows it: <c>Serverless.Stations.StationEndpoints.Get</c>.</param>
    private static string[]? NamesOf(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        var method = typeof(QueryMiddleware).Assembly.GetType(entryPoint[..dot])?.GetMethod(entryPoint[(dot + 1)..]);
        return method?.IsDefined(typeof(AnyQueryAttribute)) == true ? null : [.. method?.GetCustomAttribute<QueriesAttribute>()?.Names ?? []];
    }
}
