using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Representatives;

/// <summary>The slice's front door.</summary>
public static class RepresentativeSetup
{
    public static IServiceCollection AddRepresentatives(this IServiceCollection services) => services
        .AddSingleton<RepresentativeTable>().AddSingleton<RepresentativeHandler>().AddSingleton<ImportRepresentativesHandler>();
}
