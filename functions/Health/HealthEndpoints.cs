using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Health;

/// <summary>Tells a load balancer, and whoever looks after the service, whether it can do its work.</summary>
public sealed class HealthEndpoints(HealthHandler health)
{
    /// <summary>Whether tables and queues answer.</summary>
    [Function("Health"), AllowAnyone]
    [Gives<HealthReport>]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) => AnswerHttp.From(await health.LookAsync());
}
