using System.Diagnostics;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Local;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Benchmarks;

/// <summary>A reception day in a city: planned, claimed, sent to a channel that answers at once, recorded; by size.</summary>
internal static class RemindersPart
{
    // A Sunday without a holiday near it, after the quiet hours.
    private static readonly DateTimeOffset ReceptionDay = new(2026, 12, 20, 8, 1, 0, TimeSpan.FromHours(8));
    private static readonly int[] Sizes = [164, 1_000];

    // The emulator looks at every row of a table for each query: 11,000 queries over a city's 220,000 rows of people would
    // measure that alone. The service reads a partition, so the city is served as eleven stores of the larger size.
    private const int CityParts = 11;

    /// <param name="Plan">Seconds to give all orders.</param>
    /// <param name="Whole">Seconds until the last notice was recorded.</param>
    private sealed record Day(int Stations, int People, double Plan, double Whole, IReadOnlyList<string> Calls, int AllCalls)
    {
        public static Day operator +(Day one, Day other) => new(
            one.Stations + other.Stations, one.People + other.People, one.Plan + other.Plan, one.Whole + other.Whole, [.. one.Calls, .. other.Calls], one.AllCalls + other.AllCalls);
    }

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        foreach (var size in Sizes) figures.AddRange(Figures(await RunAsync(size), $"reception day of {size:N0} stations"));
        var parts = new List<Day>();
        for (var part = 0; part < CityParts; part++) parts.Add(await RunAsync(Sizes[^1]));
        figures.AddRange(Figures(parts.Aggregate((all, part) => all + part), $"the same of a city, {CityParts} stores of {Sizes[^1]:N0} stations one after another"));
        figures.Add(await OrdersAsync(CityParts * Sizes[^1]));
        return figures;
    }

    /// <summary>The heartbeat alone, all stations in one store.</summary>
    private static async Task<Figure> OrdersAsync(int stations)
    {
        await using var azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);
        var (calls, folder) = (new StorageCalls(), Directory.CreateTempSubdirectory("benchmarks-orders-"));
        await using var host = await HostAsync(azurite, "http://localhost", calls, folder, typeof(ReminderTimers));
        await City.StationsAsync(host.Services.GetRequiredService<TableServiceClient>(), stations);
        calls.Clear();
        var started = Stopwatch.GetTimestamp();
        await host.InvokeAsync("RemindStations");
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        folder.Delete(recursive: true);
        return new Figure($"orders of a reception day for {stations:N0} stations of one store", $"{stations / took:N0}/s, all in {took:N1} s", $"{calls.Count:N0} storage calls");
    }

    private static Task<LocalHost> HostAsync(Azurite azurite, string channel, StorageCalls calls, DirectoryInfo folder, params Type[] functions) => LocalHost.StartAsync(
        new HostSettings
        {
            Port = 0, Storage = azurite.ConnectionString, Empty = true, Now = ReceptionDay, DataFolder = folder.FullName, FunctionClasses = functions,
            AppSettings = new Dictionary<string, string?>(Account.AppSettings) { ["WeChat:ApiBaseUrl"] = channel, ["Reminders:SpreadMinutes"] = "0" },
        },
        services => services.AddSingleton<HttpPipelinePolicy>(calls));

    private static async Task<Day> RunAsync(int stations)
    {
        await using var azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);
        await using var channel = await PromptChannel.StartAsync();
        using var outgoing = new OutgoingCalls(azurite.TableEndpoint.Port, azurite.QueueEndpoint.Port);
        var calls = new StorageCalls();
        var folder = Directory.CreateTempSubdirectory("benchmarks-reminders-");
        await using var host = await HostAsync(azurite, channel.Address, calls, folder, typeof(ReminderTimers), typeof(ReminderWorkers));
        var built = Stopwatch.GetTimestamp();
        await City.BuildAsync(host.Services.GetRequiredService<TableServiceClient>(), stations);
        Console.Error.WriteLine($"{stations} stations built in {Stopwatch.GetElapsedTime(built).TotalSeconds:F0} s");
        calls.Clear();
        outgoing.Clear();
        var started = Stopwatch.GetTimestamp();
        await host.InvokeAsync("RemindStations");
        var plan = Stopwatch.GetElapsedTime(started);
        await FinishedAsync(calls, 3 * stations);
        var whole = Stopwatch.GetElapsedTime(started);
        var day = new Day(stations, City.People(stations), plan.TotalSeconds, whole.TotalSeconds, calls.List, outgoing.Count);
        if (channel.Sent != day.People) throw new InvalidOperationException($"{channel.Sent} messages went to {day.People} people.");
        folder.Delete(recursive: true);
        return day;
    }

    /// <summary>Each station takes three transactions: the claim, the numbers and the record.</summary>
    private static async Task FinishedAsync(StorageCalls calls, int transactions)
    {
        for (var deadline = Stopwatch.StartNew(); calls.List.Count(call => call == "POST $batch") < transactions; await Task.Delay(100))
            if (deadline.Elapsed > TimeSpan.FromMinutes(30)) throw new TimeoutException("The reminders did not end.");
    }

    private static IEnumerable<Figure> Figures(Day day, string what)
    {
        var perNotice = day.Calls.Count / (double)day.People;
        var kinds = day.Calls.GroupBy(KindOf).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Key} {kind.Count() / (double)day.Stations:F2}");
        yield return new Figure(
            $"{what}, {day.People:N0} people", $"{day.People / day.Whole:N0} notices/s, all in {day.Whole:N1} s", $"{day.Stations / day.Plan:N0} orders/s, given in {day.Plan:N1} s");
        yield return new Figure(
            $"the same, storage calls for a notice", $"{perNotice:F2}, with the host's own queue calls {day.AllCalls / (double)day.People:F2}",
            $"a station: {string.Join(", ", kinds)}", "under 1", perNotice < 1);
    }

    private static string KindOf(string call) => call.Split('(')[0];
}
