using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>The front door of Statistics.</summary>
public static class StatisticsSetup
{
    public static IServiceCollection AddStatistics(this IServiceCollection services, Settings settings) => services
        .AddSingleton(StatisticsOptions.From(settings))
        .AddSingleton<StatisticsTable>()
        .AddSingleton<RefreshStatisticsQueue>()
        .AddSingleton<CountStatisticsHandler>()
        .AddSingleton<OrderStatisticsHandler>()
        .AddSingleton<ReadStatisticsHandler>();
}
