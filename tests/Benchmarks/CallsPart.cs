using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Bot;
using Serverless.Local;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Benchmarks;

/// <summary>Counts the storage calls of an accepted push, in a host without the workers that follow later.</summary>
internal static class CallsPart
{
    private const int Count = 100;

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);
        var calls = new StorageCalls();
        var folder = Directory.CreateTempSubdirectory("benchmarks-calls-");
        await using var host = await LocalHost.StartAsync(
            new HostSettings
            {
                Port = 0, Storage = azurite.ConnectionString, Empty = true, DataFolder = folder.FullName, AppSettings = Account.AppSettings, FunctionClasses = [typeof(WeChatEndpoints)],
            },
            services => services.AddSingleton<HttpPipelinePolicy>(calls));
        await new StationTable(host.Services.GetRequiredService<TableServiceClient>()).ImportAsync(Senders.Stations, CancellationToken.None);
        await Load.WarmAsync(host.BaseAddress.Port, Senders.Opinions(20, 2 * Count), "<Encrypt>");
        var first = await PerPushAsync(host, calls, 0);
        var known = await PerPushAsync(host, calls, Senders.Count);
        folder.Delete(recursive: true);
        return
        [
            new Figure("storage calls for a push of a sender not known to the instance", $"{first:F2}", Wanted: "2", Holds: first == 2),
            new Figure("storage calls for a push of a known sender", $"{known:F2}", Wanted: "1", Holds: known == 1),
        ];
    }

    private static async Task<double> PerPushAsync(LocalHost host, StorageCalls calls, int from)
    {
        var requests = Senders.Opinions(Count, from);
        calls.Clear();
        await Load.WarmAsync(host.BaseAddress.Port, requests, "<Encrypt>");
        return calls.List.Count / (double)Count;
    }
}
