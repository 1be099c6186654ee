using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Access;

/// <summary>The front door of Access.</summary>
public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(AccessOptions.From(configuration));
}
