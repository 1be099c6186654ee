using Microsoft.Extensions.DependencyInjection;

namespace Serverless.OpenApi;

/// <summary>The slice's front door.</summary>
public static class OpenApiSetup
{
    public static IServiceCollection AddOpenApi(this IServiceCollection services) => services.AddSingleton<OpenApiHandler>();
}
