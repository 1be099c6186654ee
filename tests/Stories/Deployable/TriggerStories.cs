using Azure.Storage.Queues.Models;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Tests.Deployable.Rpc;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Deployable;

/// <summary>Timers and messages through the worker, in the forms the real host gives them.</summary>
[Collection(nameof(DeployableScene))]
public sealed class TriggerStories(DeployableScene scene)
{
    private static readonly QueueMessage Nonsense = QueuesModelFactory.QueueMessage(
        "the-message", "the-receipt", BinaryData.FromString("no order"), 5, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(7));

    [Fact]
    public async Task Every_timer_runs()
    {
        var timers = scene.Host.Functions.Where(one => one.Function.Type == "timerTrigger").ToList();
        Assert.NotEmpty(timers);
        foreach (var (timer, _) in timers) Succeeded(await scene.Host.RunTimerAsync(timer.Name), timer);
    }

    [Fact]
    public async Task What_a_timer_orders_is_done_by_the_function_that_takes_the_message()
    {
        var station = ProductTables.StationId();
        await scene.SendAsync(HttpMethod.Put, $"api/stations/{station}", """{"name":"甲","kind":"home","street":"乙"}""");
        Succeeded(await scene.Host.RunTimerAsync("RefreshStatistics"), "RefreshStatistics");
        var report = $"api/statistics/{Quarter.Of(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)))}/{station}";
        // Each order is for a few stations, and for one quarter of perhaps two.
        await Eventually.TrueAsync(async () =>
        {
            Succeeded(await scene.DeliverNextAsync("refresh-statistics"), "CountStatistics");
            return (await scene.SendAsync(HttpMethod.Get, report)).Status == 200;
        }, "the station's report");
    }

    /// <summary>The alert on what failed for good reads the log for this event.</summary>
    [Fact]
    public async Task What_failed_for_good_is_logged_as_an_error_by_every_poison_queues_function()
    {
        var poisoned = scene.Host.Functions.Where(one => one.Function.Queue?.EndsWith("-poison", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(poisoned);
        foreach (var (function, _) in poisoned)
        {
            var before = scene.Host.Log.Count(IsPoison);
            Succeeded(await scene.Host.DeliverAsync(function.Queue!, Nonsense), function);
            Assert.True(scene.Host.Log.Count(IsPoison) == before + 1, $"{function} logged no error");
        }
    }

    [Fact]
    public async Task A_message_that_is_no_order_fails_in_the_function_that_takes_it_and_not_on_the_way_to_it()
    {
        foreach (var queue in StorageSchema.Queues)
        {
            var result = await scene.Host.DeliverAsync(queue, Nonsense);
            Assert.Equal(StatusResult.Types.Status.Failure, result.Status);
            Assert.Matches("FormatException|JsonException|FunctionFault", result.Exception.Type);
        }
    }

    [Fact]
    public async Task A_worker_that_is_told_to_end_ends_well()
    {
        await using var host = await WorkerHost.StartAsync(scene.Published.Folder, scene.Settings);
        // One that is still starting throws what its start was cancelled with.
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        (await http.GetAsync("api/health", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var (code, output) = await host.TerminateAsync();
        Assert.True(code == 0, $"It ended with {code}:\n{output}");
    }

    private static bool IsPoison(RpcLog line) => line is { Level: RpcLog.Types.Level.Error, EventId: "Poison" };

    private static void Succeeded(StatusResult result, object function) =>
        Assert.True(result.Status == StatusResult.Types.Status.Success, $"{function}: {result.Exception?.Message}");
}
