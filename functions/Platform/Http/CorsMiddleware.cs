using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace Serverless.Platform;

/// <summary>
/// Lets pages of the allowed origins read answers and refusals, and answers what their browsers ask beforehand. Keys may be sent
/// and cookies may not: who has signed in works from the product's own pages. Stands outermost, and only where origins are allowed.
/// </summary>
public sealed class CorsMiddleware(HttpOptions options) : IFunctionsWorkerMiddleware
{
    private const string Methods = "GET, POST, PUT, PATCH, DELETE";
    private const string Asked = "content-type, idempotency-key, if-match, if-none-match, x-functions-key";
    private const string Told = "ETag, Location, Retry-After, Content-Disposition";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http) Mark(http);
        return next(context);
    }

    private void Mark(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (http.Request.Headers.Origin is not [{ } origin] || !options.AllowedOrigins.Contains(origin)) return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = Told;
        if (!HttpMethods.IsOptions(http.Request.Method)) return;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = Asked;
        headers.AccessControlMaxAge = "600";
    }
}
