using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Health;

/// <summary>The slice's front door.</summary>
public static class HealthSetup
{
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<HealthTable>().AddSingleton<HealthQueue>().AddSingleton<HealthCache>().AddSingleton<HealthHandler>();
}
