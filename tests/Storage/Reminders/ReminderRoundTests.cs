using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

[Collection(ReminderCollection.Name)]
public sealed class ReminderRoundTests(ReminderStorage storage)
{
    private const string Send = "/cgi-bin/message/template/send";

    [Fact]
    public async Task Everybody_is_told_once_a_week_ahead_once_a_day_ahead_and_once_on_the_day()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(12, 8, 0));
        var station = await scene.StationAsync();
        for (var day = 12; day <= 21; day++)
        {
            await scene.RemindAsync();
            await scene.ServeAsync();
            scene.Time.Advance(TimeSpan.FromDays(1));
        }
        var notices = await scene.NoticesAsync(station);
        Assert.Equal([.. Enumerable.Repeat(0, 7), .. Enumerable.Repeat(-1, 7), .. Enumerable.Repeat(-7, 7)], notices.Select(notice => notice.OffsetDays));
        Assert.All(notices, notice => Assert.Equal((NoticeStatus.Sent, 1), (notice.Status, notice.Attempts)));
        Assert.Equal([3, 3, 3, 3, 3, 3, 3], scene.Received(station, 7));
        Assert.Equal([13, 19, 20], scene.WeChat.Deliveries.Select(delivery => delivery.At.ToOffset(TimeSpan.FromHours(8)).Day).Distinct());
        Assert.Equal(["7天后接待群众，请准时到站", "明天接待群众，请准时到站", "今天接待群众，请准时到站"], scene.WeChat.Deliveries.Select(delivery => delivery.Data["thing4"]).Distinct());
        Assert.All(scene.WeChat.Deliveries, delivery => Assert.Equal(("2026年12月20日 09:00", "na017代表联络站"), (delivery.Data["time2"], delivery.Data["thing3"])));
    }

    [Fact]
    public async Task However_often_the_timers_and_the_queue_repeat_nobody_is_told_twice()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync();
        for (var i = 0; i < 3; i++) await scene.RemindAsync(late: i == 1);
        await scene.ServeAsync();
        for (var beat = 0; beat < 12; beat++)
        {
            await scene.LaterAsync(TimeSpan.FromMinutes(5));
            await scene.ResumeAsync(late: beat % 3 == 0);
            await scene.ServeAsync();
        }
        Assert.Equal(7, (await scene.NoticesAsync(station)).Count(notice => notice is { Status: NoticeStatus.Sent, Attempts: 1 }));
        Assert.Equal(7, scene.WeChat.CountOf(Send));
    }

    [Fact]
    public async Task Workers_at_the_same_station_at_once_send_each_notice_once()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync();
        for (var i = 0; i < 8; i++) await scene.RemindAsync(late: i % 2 == 1);
        List<string> bodies = [];
        while (scene.Orders.Take() is { } body) bodies.Add(body);
        await Task.WhenAll(bodies.Select(body => Task.Run(() => scene.DeliverAsync(body))));
        for (var i = 0; i < 6; i++) await scene.LaterAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(7, scene.WeChat.CountOf(Send));
        var notices = await scene.NoticesAsync(station);
        Assert.Equal(7, notices.Count);
        Assert.All(notices, notice => Assert.Equal((NoticeStatus.Sent, 1), (notice.Status, notice.Attempts)));
        Assert.Empty(scene.Orders.Waiting);
    }

    [Fact]
    public async Task A_station_of_120_people_is_served_in_two_transactions_a_step()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 120);
        await scene.RemindAsync();
        scene.Calls.Clear();
        await scene.ServeAsync();
        // Claim, numbers, record.
        Assert.Equal(3 * 2, scene.Calls.List.Count(call => call == "POST $batch"));
        Assert.Equal(120, (await scene.NoticesAsync(station)).Count(notice => notice.Status == NoticeStatus.Sent));
        Assert.All(scene.Received(station, 120), count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Somebody_who_joins_between_two_offsets_is_told_from_then_on()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        await scene.ServeAsync();
        await scene.PeopleAsync(station, 3, 1);
        scene.Time.Advance(TimeSpan.FromDays(6));
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Equal([2, 2, 1], scene.Received(station, 3));
        Assert.Equal(5, (await scene.NoticesAsync(station)).Count);
    }

    [Fact]
    public async Task Somebody_without_WeChat_fails_visibly_and_nobody_else_waits_for_it()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 2);
        await scene.PeopleAsync(station, 3, 1, follow: false);
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Equal(
            [(NoticeStatus.Sent, 1, null), (NoticeStatus.Sent, 1, null), (NoticeStatus.Failed, 0, "noChannel")],
            (await scene.NoticesAsync(station)).Select(notice => (notice.Status, notice.Attempts, notice.Failure?.Code)));
    }

    [Fact]
    public async Task A_station_without_people_has_no_notices()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 0);
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Empty(await scene.NoticesAsync(station));
        Assert.Empty(scene.Orders.Waiting);
    }

    [Fact]
    public async Task Without_a_template_the_notices_fail_and_the_order_does_not_poison()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0), ("WeChat:Templates:Reception", null));
        var station = await scene.StationAsync();
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal((NoticeStatus.Failed, "templateMissing"), (notice.Status, notice.Failure!.Code)));
        Assert.Equal(0, scene.WeChat.CountOf(Send));
    }

    [Fact]
    public async Task A_cancelled_reception_is_not_reminded_of_even_when_the_order_was_already_given()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync();
        await scene.RemindAsync();
        await scene.DecideAsync(station, status: OccasionStatus.Cancelled);
        await scene.ServeAsync();
        Assert.Empty(await scene.NoticesAsync(station));
        Assert.Equal(0, scene.WeChat.CountOf(Send));
    }

    [Fact]
    public async Task A_reception_that_moves_while_its_order_waits_is_reminded_of_on_its_new_days_alone()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        await scene.RemindAsync();
        await scene.DecideAsync(station, new DateOnly(2026, 12, 25));
        await scene.ServeAsync();
        for (var day = 14; day <= 26; day++)
        {
            scene.Time.Advance(TimeSpan.FromDays(1));
            await scene.RemindAsync();
            await scene.ServeAsync();
        }
        Assert.Equal([18, 24, 25], scene.WeChat.Deliveries.Select(delivery => delivery.At.ToOffset(TimeSpan.FromHours(8)).Day));
        Assert.All(scene.WeChat.Deliveries, delivery => Assert.Equal("2026年12月25日 09:00", delivery.Data["time2"]));
        Assert.Equal(3, (await scene.NoticesAsync(station)).Count(notice => notice.Status == NoticeStatus.Sent && $"{notice.Occasion}" == "reception-20261220-na017"));
    }

    [Fact]
    public async Task A_reception_that_moves_after_the_first_reminder_is_told_of_once_per_offset_of_its_new_date()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        await scene.RemindAsync();
        await scene.ServeAsync();
        await scene.MoveAsync(station, 25);
        for (var day = 14; day <= 26; day++)
        {
            scene.Time.Advance(TimeSpan.FromDays(1));
            await scene.RemindAsync();
            await scene.ServeAsync();
        }
        // A week ahead of the old date, of the move, and at every offset from the new one.
        Assert.Equal([13, 14, 18, 24, 25], scene.WeChat.Deliveries.Select(delivery => delivery.At.ToOffset(TimeSpan.FromHours(8)).Day));
    }

    [Fact]
    public async Task What_waits_for_another_try_when_the_reception_is_cancelled_is_given_up()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        scene.WeChat.FailSends(WeChatFault.Code(45011));
        await scene.RemindAsync();
        await scene.ServeAsync();
        await scene.DecideAsync(station, status: OccasionStatus.Cancelled);
        await scene.LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((NoticeStatus.Dead, "occasionCancelled"), (await scene.NoticesAsync(station)).Select(notice => (notice.Status, notice.Failure!.Code)).Single());
        Assert.Empty(scene.WeChat.Deliveries);
    }

    [Fact]
    public async Task A_day_without_a_reception_costs_one_storage_call()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(14, 8, 0));
        await scene.StationAsync();
        scene.Calls.Clear();
        await scene.RemindAsync();
        Assert.Single(scene.Calls.List);
        Assert.Empty(scene.Orders.Waiting);
    }

    [Fact]
    public async Task Most_heartbeats_cost_one_storage_call_and_one_for_each_reception_day_near()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 40));
        await scene.StationAsync();
        await scene.ResumeAsync();
        scene.Orders.Clear();
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        scene.Calls.Clear();
        await scene.ResumeAsync();
        // When the day was gone over last; what is to be told of 20 October, of 20 December and, at 62 days' reach, of no other.
        Assert.Equal(["GET Heartbeats(PartitionKey='reminders',RowKey='last')", "GET Occasions()", "GET Occasions()"], scene.Calls.List);
        Assert.Empty(scene.Orders.Waiting);
    }
}
