using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>The host's own routes: run a function now, status, ping.</summary>
/// <param name="invoke">Runs a function by hand with an input.</param>
internal sealed class AdminRoutes(KeyGate gate, FunctionCatalog functions, Func<FunctionEntry, string, Task> invoke)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/admin/functions/{name}", (RequestDelegate)RunNowAsync);
        routes.MapGet("/admin/host/status", (RequestDelegate)StatusAsync);
        routes.Map("/admin/host/ping", http => Task.CompletedTask);
    }

    private Task StatusAsync(HttpContext http)
    {
        if (gate.Refuse(AuthorizationLevel.Admin, http.Request) is { } refusal) return refusal.WriteAsync(http.Response);
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync("""{"state":"Running"}""");
    }

    private async Task RunNowAsync(HttpContext http)
    {
        var problem = gate.Refuse(AuthorizationLevel.Admin, http.Request) ?? await StartAsync(http.Request);
        if (problem is null) http.Response.StatusCode = StatusCodes.Status202Accepted;
        else await problem.WriteAsync(http.Response);
    }

    private async Task<HostProblem?> StartAsync(HttpRequest request)
    {
        if (functions.Find((string)request.RouteValues["name"]!) is not { } function) return HostProblem.FunctionNotFound;
        if (function.Trigger is HttpTrigger) return HostProblem.NotRunnable;
        if (await InputAsync(request) is not { } input) return HostProblem.InputInvalid;
        // The answer does not wait: 202 says that it runs, and its line says how it ended.
        _ = Task.Run(() => invoke(function, input));
        return null;
    }

    /// <summary>The text of <c>{"input":"…"}</c>; null when the body is not of that form.</summary>
    private static async Task<string?> InputAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return body.RootElement.GetProperty("input").GetString() ?? "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
