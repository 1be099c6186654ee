using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>The front door of Opinions.</summary>
public static class OpinionSetup
{
    public static IServiceCollection AddOpinions(this IServiceCollection services, Settings settings) => services
        .AddSingleton(OpinionOptions.From(settings))
        .AddSingleton(new RouteSubject("number", text => OpinionNumber.TryParse(text, out var number) ? number.StationId : null, OpinionRefusals.OpinionNotFound))
        .AddSingleton(provider => new StationTrace("群众扫码", provider.GetRequiredService<SenderTable>().AnyOfStationAsync))
        .AddSingleton(provider => new StationTrace("意见", provider.GetRequiredService<OpinionTable>().AnyOfStationAsync))
        .AddSingleton<OpinionTable>().AddSingleton<IntakeHandler>().AddSingleton<MoveHandler>().AddSingleton<ReadOpinionHandler>().AddSingleton<WorklistHandler>().AddSingleton<LookupMissCache>()
        .AddSingleton<SenderTable>().AddSingleton<SenderCache>().AddSingleton<SenderHandler>();
}
