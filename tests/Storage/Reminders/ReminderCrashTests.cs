using System.Text.Json;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>The process ends at each storage call in turn, before it or after it; whatever comes again completes the work.</summary>
[Collection(ReminderCollection.Name)]
public sealed class ReminderCrashTests(ReminderStorage storage)
{
    private const int People = 3;

    private static readonly string[] Stations = ["na001", "na002", "na003"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_a_worker_crashes_every_notice_is_sent_and_recorded_once(bool afterCall)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var steps = 0;
        for (var done = true; done; steps++)
        {
            var station = await scene.StationAsync($"na{steps:D3}", People);
            // Nothing is remembered from the station before.
            await scene.LaterAsync(TimeSpan.FromMinutes(1));
            scene.Cut.At(steps + 1, afterCall);
            await scene.DeliverAsync(Order(station));
            done = scene.Cut.Done;
            scene.Cut.Heal();
            await scene.LaterAsync(TimeSpan.FromSeconds(9));
            await AssertToldOnceAsync(scene, station);
        }
        // Stations, occasions, people, claim, numbers, record.
        Assert.Equal(6 + 1, steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_a_second_try_crashes_every_notice_is_sent_and_recorded_once(bool afterCall)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var steps = 0;
        for (var done = true; done; steps++)
        {
            var station = await scene.StationAsync($"na{steps:D3}", People);
            scene.WeChat.FailSends(WeChatFault.Code(45011), WeChatFault.Code(45011));
            await scene.DeliverAsync(Order(station));
            scene.Time.Advance(TimeSpan.FromMinutes(1));
            scene.Cut.At(steps + 1, afterCall);
            await scene.ServeAsync();
            done = scene.Cut.Done;
            scene.Cut.Heal();
            await scene.LaterAsync(TimeSpan.FromSeconds(9));
            await AssertToldOnceAsync(scene, station);
        }
        // Round, stations, occasions, people, claim, numbers, record.
        Assert.Equal(7 + 1, steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_the_timer_crashes_the_next_heartbeat_orders_the_rest(bool afterCall)
    {
        // Moved occasions, stations, three orders.
        for (var step = 1; step <= 5; step++)
        {
            await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
            foreach (var station in Stations) await scene.StationAsync(station, People);
            scene.Cut.At(step, afterCall);
            await Assert.ThrowsAnyAsync<Exception>(() => scene.RemindAsync());
            scene.Cut.Heal();
            await scene.ServeAsync();
            scene.Time.Advance(TimeSpan.FromMinutes(5));
            await scene.ResumeAsync();
            await scene.ServeAsync();
            foreach (var station in Stations) await AssertToldOnceAsync(scene, station);
        }
    }

    [Fact]
    public async Task An_order_that_is_lost_with_its_host_is_given_again_by_the_heartbeat()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: People);
        await scene.RemindAsync();
        scene.Orders.Clear();
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        await AssertToldOnceAsync(scene, station);
    }

    [Fact]
    public async Task A_restart_right_after_a_crash_does_not_wait_for_the_crashed_workers_message()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: People);
        // After the claim: the notices went out, and nothing of it was recorded.
        scene.Cut.At(5, afterIt: false);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => scene.Get<ReminderWorkers>().Remind(Order(station), default));
        scene.Cut.Heal();
        await scene.RemindAsync(late: true);
        await scene.ServeAsync();
        await scene.LaterAsync(TimeSpan.FromSeconds(9));
        await AssertToldOnceAsync(scene, station);
    }

    private static string Order(string station) => JsonSerializer.Serialize(
        new ReminderOrder(new OccasionKey(OccasionKind.Reception, ReminderScene.ReceptionDay, An.Id(station)), "花园路站", ReminderScene.ReceptionDay, -7, false), Json.Options);

    private static async Task AssertToldOnceAsync(ReminderScene scene, string station)
    {
        var notices = await scene.NoticesAsync(station);
        Assert.Equal(People, notices.Count);
        Assert.All(notices, notice => Assert.Equal(NoticeStatus.Sent, notice.Status));
        Assert.Equal(Enumerable.Repeat(1, People), scene.Received(station, People));
        Assert.All(notices, notice => Assert.Contains(scene.WeChat.Deliveries, delivery => $"{delivery.MsgId}" == notice.MessageId && delivery.ClientMsgId == notice.RepeatKey));
    }
}
