using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Duties;

/// <summary>The slice's front door.</summary>
public static class DutiesSetup
{
    public static IServiceCollection AddDuties(this IServiceCollection services) => services.AddSingleton<OccasionTable>();
}
