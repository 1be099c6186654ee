using Microsoft.Extensions.DependencyInjection;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>The slice's front door.</summary>
public static class RepresentativeSetup
{
    public static IServiceCollection AddRepresentatives(this IServiceCollection services) => services
        .AddSingleton(provider => new StationTrace("代表", provider.GetRequiredService<RepresentativeTable>().AnyOfStationAsync))
        .AddSingleton<RepresentativeTable>().AddSingleton<BindingTable>().AddSingleton<BindingGuessCache>().AddSingleton<BindingHandler>().AddSingleton<PersonScopeHandler>().AddSingleton<FinishImportsHandler>()
        .AddSingleton<RepresentativeHandler>().AddSingleton<ImportRepresentativesHandler>();
}
