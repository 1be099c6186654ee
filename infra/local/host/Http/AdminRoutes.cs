using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;

namespace Serverless.Local;

/// <summary>The host's own routes, with the real host's answers: functions, run a function now, status, ping.</summary>
/// <param name="masterKey">Asked for by each of them but ping; the header wins over the query.</param>
/// <param name="invoke">Runs a function by hand with an input.</param>
internal sealed class AdminRoutes(string masterKey, FunctionCatalog functions, Func<FunctionEntry, string, Task> invoke)
{
    private readonly byte[] master = AccessKey.Hash(masterKey);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/functions", Guard(ListAsync));
        routes.MapPost("/admin/functions/{name}", Guard(RunNowAsync));
        routes.MapGet("/admin/host/status", Guard(http => http.Response.WriteAsJsonAsync(new { state = "Running" })));
        routes.Map("/admin/host/ping", http => Task.CompletedTask);
    }

    /// <summary>The route for those who give the master key; others get a status without a word: 403 with the key of one of the app's callers, else 401.</summary>
    private RequestDelegate Guard(RequestDelegate route) => async http =>
    {
        var given = http.Request.Credentials(platformSignIn: false);
        if (AccessKey.Matches(given.Key ?? "", master)) await route(http);
        else http.Response.StatusCode = await IsACallersAsync(given, http) ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
    };

    private static async ValueTask<bool> IsACallersAsync(Credentials given, HttpContext http) =>
        http.RequestServices.GetService<WhoHandler>() is { } who && !(await who.WhoAsync(given, http.RequestAborted)).Refused(out _, out _);

    private Task ListAsync(HttpContext http)
    {
        var address = $"{http.Request.Scheme}://{http.Request.Host}/admin/functions/";
        return http.Response.WriteAsJsonAsync(functions.All.Select(function => new
        {
            name = function.Name,
            href = address + function.Name,
            language = "dotnet-isolated",
            isDisabled = false,
            config = new { bindings = function.InputBindings.Values.Select(binding => new { name = binding.Name, type = binding.Type, direction = "In" }) },
        }));
    }

    private async Task RunNowAsync(HttpContext http) => http.Response.StatusCode = await StartAsync(http.Request);

    private async Task<int> StartAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType()) return StatusCodes.Status415UnsupportedMediaType;
        if (await InputAsync(request) is not { } input) return StatusCodes.Status400BadRequest;
        if (functions.Find((string)request.RouteValues["name"]!) is not { } function) return StatusCodes.Status404NotFound;
        // The answer does not wait: 202 says that it runs, and its line says how it ended.
        _ = Task.Run(() => invoke(function, input));
        return StatusCodes.Status202Accepted;
    }

    /// <summary>The text of <c>{"input":"…"}</c>, empty without the member; null when the body is no JSON object.</summary>
    private static async Task<string?> InputAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return body.RootElement.TryGetProperty("input", out var input) ? input.ToString() : "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
