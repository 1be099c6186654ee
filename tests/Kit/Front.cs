using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Local;

namespace Serverless.Tests.Kit;

/// <summary>Finds a request's function by its route and runs it behind the product's middleware, as a host does.</summary>
internal sealed class Front(IServiceProvider services, WorkerPipeline pipeline)
{
    private static readonly (string Method, TemplateMatcher Route, FunctionEntry Function)[] Routes =
    [
        .. new FunctionCatalog(FunctionCatalog.ClassesOf(typeof(ServerlessSetup).Assembly), _ => null).Of<HttpTrigger>()
            .Select(http => (http.Trigger.Methods[0], Template: TemplateParser.Parse(http.Trigger.Route!), http.Function))
            .OrderBy(http => RoutePrecedence.ComputeInbound(http.Template))
            .Select(http => (http.Item1, new TemplateMatcher(http.Template, []), http.Function)),
    ];

    public async Task RunAsync(HttpContext http)
    {
        var context = Context(http);
        await pipeline.RunAsync(context);
        await HttpResult.WriteAsync(context.Result, http);
    }

    /// <summary>The call the gate lets in; null when it answers itself.</summary>
    public async Task<Call?> AskGateAsync(HttpContext http)
    {
        Call? call = null;
        await services.GetRequiredService<AccessMiddleware>().Invoke(Context(http), _ =>
        {
            call = http.Features.Get<Call>();
            return Task.CompletedTask;
        });
        return call;
    }

    private LocalContext Context(HttpContext http)
    {
        http.RequestServices = services;
        foreach (var (method, route, function) in Routes)
        {
            var values = new RouteValueDictionary();
            if (method != http.Request.Method || !route.TryMatch(http.Request.Path, values)) continue;
            http.Request.RouteValues = values;
            return new LocalContext(function, services, CancellationToken.None) { Http = http };
        }

        throw new InvalidOperationException($"No function serves {http.Request.Method} {http.Request.Path}.");
    }
}
