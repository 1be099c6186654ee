using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Serverless;

/// <summary>Everything the product registers; the deployed program and the local host both call exactly this.</summary>
public static class ServerlessSetup
{
    public static IFunctionsWorkerApplicationBuilder ConfigureServerless(
        this IFunctionsWorkerApplicationBuilder app, IConfiguration configuration) => app;
}
