using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>The slice's front door.</summary>
public static class OccasionSetup
{
    public static IServiceCollection AddOccasions(this IServiceCollection services) => services
        .AddSingleton<OccasionTable>()
        .AddSingleton<OccasionHandler>()
        .AddSingleton(new RouteSubject("key", text => OccasionKey.TryParse(text, out var key) ? key.StationId : null, OccasionRefusals.OccasionNotFound));
}
