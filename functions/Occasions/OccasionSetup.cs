using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Occasions;

/// <summary>The slice's front door.</summary>
public static class OccasionSetup
{
    public static IServiceCollection AddOccasions(this IServiceCollection services) => services
        .AddSingleton<OccasionTable>()
        .AddSingleton<TellNewsQueue>()
        .AddSingleton<OccasionHandler>()
        .AddSingleton(provider => new StationTrace("接待日", provider.GetRequiredService<OccasionTable>().AnyOfStationAsync))
        .AddSingleton(new RouteSubject("key", text => OccasionKey.TryParse(text, out var key) ? key.StationId : null, OccasionRefusals.OccasionNotFound));
}
