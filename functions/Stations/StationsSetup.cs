using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>The slice's front door.</summary>
public static class StationsSetup
{
    public static IServiceCollection AddStations(this IServiceCollection services) => services
        .AddSingleton<StationTable>()
        .AddSingleton<StationStreetHandler>().AddSingleton<StationHandler>().AddSingleton<ImportStationsHandler>().AddSingleton<DeleteStationHandler>()
        .AddSingleton<StreetOfStation>(provider => provider.GetRequiredService<StationStreetHandler>().StreetAsync)
        .AddSingleton(new RouteSubject("stationId", text => StationId.TryParse(text, out var id) ? id : null, StationRefusals.StationNotFound));
}
