using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Statistics;

/// <summary>The front door of Statistics.</summary>
public static class StatisticsSetup
{
    public static IServiceCollection AddStatistics(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(StatisticsOptions.Freeze(configuration))
        .AddSingleton<StatisticsTable>()
        .AddSingleton<RefreshStatisticsQueue>()
        .AddSingleton<CountStatisticsHandler>()
        .AddSingleton<OrderStatisticsHandler>()
        .AddSingleton<ReadStatisticsHandler>();
}
