using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>Answers what browsers ask before a page of another origin may call.</summary>
public static class PreflightEndpoints
{
    /// <summary>What pages of another origin may ask: the headers are <see cref="CorsMiddleware"/>'s; without them a browser takes it for a no.</summary>
    [Function("AskBeforehand"), AllowAnyone]
    [AnyQuery, Gives(null, 204)]
    public static IResult Ask([HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "api/{*path}")] HttpRequest request) => TypedResults.NoContent();
}
