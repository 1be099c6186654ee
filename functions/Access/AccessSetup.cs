using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The front door of Access.</summary>
public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, Settings settings) =>
        services.AddSingleton(AccessOptions.From(settings));
}
