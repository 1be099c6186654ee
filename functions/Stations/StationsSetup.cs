using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Stations;

/// <summary>The slice's front door.</summary>
public static class StationsSetup
{
    public static IServiceCollection AddStations(this IServiceCollection services) => services.AddSingleton<StationTable>();
}
