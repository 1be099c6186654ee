using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Serverless.Platform;

/// <summary>The front door of Platform.</summary>
public static class PlatformSetup
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        // The local host and tests bring a clock of their own.
        services.TryAddSingleton(StationClock.Machine);
        return services.AddSingleton<StationClock>().AddSingleton<RepeatTable>();
    }
}
