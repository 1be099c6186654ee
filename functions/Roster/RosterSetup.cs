using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Roster;

/// <summary>The slice's front door.</summary>
public static class RosterSetup
{
    public static IServiceCollection AddRoster(this IServiceCollection services) => services.AddSingleton<RepresentativeTable>();
}
