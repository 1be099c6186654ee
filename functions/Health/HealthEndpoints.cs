using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;

namespace Serverless.Health;

/// <summary>Tells a load balancer that the app answers; costs no storage call.</summary>
public sealed class HealthEndpoints
{
    /// <summary>Whether the service answers.</summary>
    [Function("Health"), AllowAnyone]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        TypedResults.Text("""{"status":"ok"}""", "application/json");
}
