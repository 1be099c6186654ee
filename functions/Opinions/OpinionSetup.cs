using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Opinions;

/// <summary>The front door of Opinions.</summary>
public static class OpinionSetup
{
    public static IServiceCollection AddOpinions(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(OpinionOptions.From(configuration))
        .AddSingleton<OpinionTable>().AddSingleton<IntakeHandler>().AddSingleton<MoveHandler>().AddSingleton<ReadOpinionHandler>()
        .AddSingleton<SenderTable>().AddSingleton<SenderCache>().AddSingleton<SenderHandler>();
}
