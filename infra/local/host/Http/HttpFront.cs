using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Local;

/// <summary>Maps every HTTP function to its route and runs it: key, middleware, function, result.</summary>
internal sealed class HttpFront(string prefix, KeyGate gate, WorkerPipeline pipeline, HostOutput output, CancellationToken ending)
{
    public void Map(IEndpointRouteBuilder routes, FunctionCatalog functions)
    {
        foreach (var (function, trigger) in functions.Of<HttpTrigger>())
        {
            RequestDelegate run = http => RunAsync(http, function, trigger);
            var path = PathOf(function, trigger);
            var mapped = trigger.Methods.Length == 0 ? routes.Map(path, run) : routes.MapMethods(path, trigger.Methods, run);
            mapped.WithMetadata(function);
        }
    }

    /// <summary>The route as it is served, such as <c>/api/opinions/{number}</c>.</summary>
    public string PathOf(FunctionEntry function, HttpTrigger trigger) =>
        prefix.Length == 0 ? $"/{trigger.Route ?? function.Name}" : $"/{prefix}/{trigger.Route ?? function.Name}";

    /// <summary>Gives a path nobody serves, or a method it does not take, a body that says so.</summary>
    public static async Task AnswerUnserved(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.HasStarted || http.GetEndpoint()?.Metadata.GetMetadata<FunctionEntry>() is not null) return;
        if (http.Response is { StatusCode: 404, ContentLength: null }) await HostProblem.RouteNotFound.WriteAsync(http.Response);
        else if (http.Response.StatusCode == 405) await HostProblem.MethodNotAllowed.WriteAsync(http.Response);
    }

    private async Task RunAsync(HttpContext http, FunctionEntry function, HttpTrigger trigger)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? fault = null;
        if (gate.Refuse(trigger.Level, http.Request) is { } refusal)
        {
            await refusal.WriteAsync(http.Response);
        }
        else
        {
            fault = await RunOpenAsync(http, function);
        }
        output.Request(http, Stopwatch.GetElapsedTime(started), fault);
    }

    private async Task<Exception?> RunOpenAsync(HttpContext http, FunctionEntry function)
    {
        var context = new LocalContext(function, http.RequestServices, ending) { Http = http };
        try
        {
            await pipeline.RunAsync(context);
            await HttpResult.WriteAsync(context.Result, http);
            return null;
        }
        catch (Exception fault)
        {
            if (http.Response.HasStarted) http.Abort();
            else await FailAsync(http.Response);
            return fault;
        }
    }

    private static Task FailAsync(HttpResponse response)
    {
        response.Clear();
        return HostProblem.FunctionFailed.WriteAsync(response);
    }
}
