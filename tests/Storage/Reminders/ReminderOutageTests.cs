using Serverless.Notices;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>What fails for a while in the morning is healed within minutes; what WeChat took stays sent.</summary>
[Collection(ReminderCollection.Name)]
public sealed class ReminderOutageTests(ReminderStorage storage)
{
    private const string Send = "/cgi-bin/message/template/send";

    [Theory]
    // Before anything, before the claim, and between the sends and the record.
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(5, 2)]
    public async Task Tables_that_are_away_for_all_five_tries_delay_the_notices_and_kill_none(int call, int sentBefore)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(20, 8, 0));
        var station = await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        scene.BeforeDelivery = delivery => scene.Cut.At(delivery < 6 ? Math.Min(call, delivery == 1 ? call : 4) : int.MaxValue, afterIt: false);
        await scene.ServeAsync();
        scene.BeforeDelivery = null;
        scene.Cut.Heal();
        Assert.Equal(sentBefore, scene.WeChat.Deliveries.Count);
        Assert.DoesNotContain(await scene.NoticesAsync(station), notice => notice.Status == NoticeStatus.Dead);
        Assert.Contains(scene.Log.Collector.GetSnapshot(), line => line.Id.Name == "Poison" && line.Message.Contains(station));
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal((NoticeStatus.Sent, 0), (notice.Status, notice.OffsetDays)));
        Assert.Equal([1, 1], scene.Received(station, 2));
    }

    [Fact]
    public async Task An_order_that_fails_for_hours_is_served_when_it_can_be()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 13, 25));
        var station = await scene.StationAsync(people: 1);
        await scene.RemindAsync();
        scene.BeforeDelivery = delivery => scene.Cut.At(delivery < 6 ? 1 : int.MaxValue, afterIt: false);
        for (var i = 0; i < 20; i++) await scene.LaterAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(scene.WeChat.Deliveries);
        scene.BeforeDelivery = null;
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(NoticeStatus.Sent, Assert.Single(await scene.NoticesAsync(station)).Status);
    }

    [Fact]
    public async Task When_the_days_last_heartbeat_is_over_what_is_left_is_dead_with_that_reason()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 20, 49));
        var station = await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        // Occasions, stations, people and claim are let through, so that notices are there when it fails.
        scene.BeforeDelivery = delivery =>
        {
            if (delivery == 5) scene.Time.Advance(TimeSpan.FromMinutes(10));
            scene.Cut.At(delivery < 6 ? 5 : int.MaxValue, afterIt: false);
        };
        await scene.ServeAsync();
        Assert.Equal(2, (await scene.NoticesAsync(station)).Count);
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal((NoticeStatus.Dead, "poison"), (notice.Status, notice.Failure!.Code)));
        Assert.Empty(scene.Orders.Waiting);
    }

    [Fact]
    public async Task A_heartbeat_that_fails_is_made_up_by_the_next_one()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(20, 8, 0));
        var station = await scene.StationAsync(people: 1);
        // The storage is away from 08:00 to 08:48.
        foreach (var minute in new[] { 0, 5, 10, 20, 40, 45 })
        {
            scene.Time.SetUtcNow(ReminderScene.At(20, 8, minute));
            scene.Cut.At(1, afterIt: false);
            await Assert.ThrowsAsync<StorageCut.CutException>(() => minute == 0 ? scene.RemindAsync() : scene.ResumeAsync());
        }

        scene.Cut.Heal();
        scene.Time.SetUtcNow(ReminderScene.At(20, 8, 50));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Equal(NoticeStatus.Sent, Assert.Single(await scene.NoticesAsync(station)).Status);
        Assert.Equal(1, scene.WeChat.CountOf(Send));
    }
}
