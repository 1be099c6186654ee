using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Occasions;

/// <summary>The slice's front door.</summary>
public static class OccasionSetup
{
    public static IServiceCollection AddOccasions(this IServiceCollection services) => services.AddSingleton<OccasionTable>();
}
