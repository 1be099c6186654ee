using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Local;

/// <summary>
/// Serves every HTTP function at its route. What the app does not decide is answered as the real host does: without a
/// word, 404 where no function serves the path or takes the method, 500 where one fails and no middleware mends it.
/// </summary>
internal sealed class HttpFront(string prefix, WorkerPipeline pipeline, HostOutput output, CancellationToken ending)
{
    public void Map(WebApplication app, FunctionCatalog functions)
    {
        app.Use(next => http => ServeAsync(http, next));
        foreach (var (function, trigger) in functions.Of<HttpTrigger>())
            app.MapMethods(PathOf(trigger), trigger.Methods, (RequestDelegate)(http => RunAsync(http, function))).WithMetadata(function);
    }

    /// <summary>The route as it is served, such as <c>/api/opinions/{number}</c>.</summary>
    public string PathOf(HttpTrigger trigger) => prefix.Length == 0 ? $"/{trigger.Route}" : $"/{prefix}/{trigger.Route}";

    private async Task RunAsync(HttpContext http, FunctionEntry function)
    {
        var context = new LocalContext(function, http.RequestServices, ending) { Http = http };
        await pipeline.RunAsync(context);
        if (context.Result is { } result) await result.ExecuteAsync(http);
    }

    private async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? failed = null;
        try
        {
            await next(http);
            if (http.Response is { StatusCode: 405, HasStarted: false } && http.GetEndpoint()?.Metadata.GetMetadata<FunctionEntry>() is null) Answer(404);
        }
        catch (Exception fault)
        {
            failed = fault;
            if (http.Response.HasStarted) http.Abort();
            else Answer(500);
        }
        output.Request(http, Stopwatch.GetElapsedTime(started), failed);

        void Answer(int status)
        {
            http.Response.Clear();
            http.Response.StatusCode = status;
        }
    }
}
