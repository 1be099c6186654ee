using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Platform;

/// <summary>Where traces, metrics and logs of the deployed program go: Application Insights, over OpenTelemetry.</summary>
public static class TelemetrySetup
{
    /// <summary>Sends telemetry when <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set; the exporter does not start without one.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
            services.AddOpenTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter(exporter => exporter.Credential = Identity(configuration));
        return services;
    }

    /// <summary>The app's identity; the exporter does not read <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> as the host does. Null on a desk.</summary>
    private static TokenCredential? Identity(IConfiguration configuration) =>
        configuration["AzureWebJobsStorage:clientId"] is { Length: > 0 } client ? StorageSetup.Credential(client) : null;
}
