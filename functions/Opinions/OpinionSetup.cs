using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The front door of Opinions.</summary>
public static class OpinionSetup
{
    public static IServiceCollection AddOpinions(this IServiceCollection services, Settings settings) => services
        .AddSingleton(OpinionOptions.From(settings))
        .AddSingleton<OpinionTable>()
        .AddSingleton<SenderTable>()
        .AddSingleton<SenderMemory>()
        .AddSingleton<PendingQueue>()
        .AddHostedService(provider => provider.GetRequiredService<PendingQueue>());
}
