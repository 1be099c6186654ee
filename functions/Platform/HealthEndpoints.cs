using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Platform;

/// <summary>Tells a load balancer that the app answers; costs no storage call.</summary>
public sealed class HealthEndpoints
{
    [Function("Health")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        TypedResults.Text("""{"status":"ok"}""", "application/json");
}
