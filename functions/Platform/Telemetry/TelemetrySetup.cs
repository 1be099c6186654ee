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
            services.AddOpenTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter();
        return services;
    }
}
