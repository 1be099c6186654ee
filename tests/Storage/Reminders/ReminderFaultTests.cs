using Serverless.Notices;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

[Collection(ReminderCollection.Name)]
public sealed class ReminderFaultTests(ReminderStorage storage)
{
    private const string Send = "/cgi-bin/message/template/send";

    [Fact]
    public async Task A_try_that_fails_for_now_is_made_again_a_minute_later_and_brings_its_own_order()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 3);
        scene.WeChat.FailSendsTo(ReminderScene.OpenId(station, 2), WeChatFault.Code(45011));
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Equal((true, ReminderScene.At(13, 8, 1)), scene.Orders.Waiting.Select(sent => (sent.Order.Again, sent.At)).Single());
        await scene.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([1, 2, 1], (await scene.NoticesAsync(station)).Select(notice => notice.Attempts));
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal((NoticeStatus.Sent, null), (notice.Status, notice.Failure)));
        Assert.Equal([1, 1, 1], scene.Received(station, 3));
        Assert.Empty(scene.Orders.Waiting);
    }

    [Fact]
    public async Task A_message_that_went_out_before_its_answer_was_lost_arrives_once()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        scene.WeChat.FailSends(WeChatFault.AfterSending(WeChatFault.Code(45011)));
        await scene.RemindAsync();
        await scene.ServeAsync();
        await scene.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([1], scene.Received(station, 1));
        var notice = Assert.Single(await scene.NoticesAsync(station));
        Assert.Equal((NoticeStatus.Sent, $"{scene.WeChat.Deliveries[0].MsgId}"), (notice.Status, notice.MessageId));
    }

    [Fact]
    public async Task When_every_try_fails_the_notice_is_dead_after_the_sixth()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        scene.WeChat.FailSends(Enumerable.Repeat(WeChatFault.Code(45011), 20).ToArray());
        await scene.RemindAsync();
        await scene.ServeAsync();
        foreach (var minutes in new[] { 1, 5, 15, 60, 240, 600 }) await scene.LaterAsync(TimeSpan.FromMinutes(minutes));
        var notice = Assert.Single(await scene.NoticesAsync(station));
        Assert.Equal((NoticeStatus.Dead, 6, "retriesExhausted"), (notice.Status, notice.Attempts, notice.Failure!.Code));
        Assert.Equal(6, scene.WeChat.CountOf(Send));
        Assert.Empty(scene.Orders.Waiting);
    }

    [Theory]
    [InlineData(43004)]
    [InlineData(40003)]
    [InlineData(43101)]
    public async Task A_recipient_who_cannot_be_written_to_fails_with_the_reason_and_is_not_tried_again(int code)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 2);
        scene.WeChat.FailSendsTo(ReminderScene.OpenId(station, 1), WeChatFault.Code(code));
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Empty(scene.Orders.Waiting);
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        var notices = await scene.NoticesAsync(station);
        Assert.Equal([NoticeStatus.Failed, NoticeStatus.Sent], notices.Select(notice => notice.Status));
        Assert.Contains($"（{code}）", notices[0].Failure!.Reason);
        Assert.Equal(2, scene.WeChat.CountOf(Send));
    }

    [Fact]
    public async Task A_used_up_quota_waits_for_the_next_morning()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        scene.WeChat.FailSends(WeChatFault.Code(45009));
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Equal(ReminderScene.At(14, 8, 0), Assert.Single(scene.Orders.Waiting).At);
        await scene.LaterAsync(TimeSpan.FromHours(24));
        Assert.Equal((NoticeStatus.Sent, ReminderScene.At(14, 8, 0)), (await scene.NoticesAsync(station)).Select(notice => (notice.Status, notice.SentAt!.Value)).Single());
        Assert.Equal("6天后接待群众，请准时到站", scene.WeChat.Deliveries[0].Data["thing4"]);
    }

    [Fact]
    public async Task What_a_used_up_quota_left_is_found_the_next_morning_even_when_the_order_is_lost()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        scene.WeChat.FailSends(WeChatFault.Code(45009));
        await scene.RemindAsync();
        await scene.ServeAsync();
        scene.Orders.Clear();
        scene.Time.Advance(new TimeSpan(24, 5, 0));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Equal(NoticeStatus.Sent, (await scene.NoticesAsync(station)).Single().Status);
    }

    [Fact]
    public async Task A_reminder_that_comes_after_the_reception_is_dead_and_not_sent()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(20, 11, 30));
        var station = await scene.StationAsync(people: 2);
        await scene.RemindAsync(late: true);
        await scene.ServeAsync();
        Assert.Equal([(NoticeStatus.Dead, "expired", 0), (NoticeStatus.Dead, "expired", 0)],
            (await scene.NoticesAsync(station)).Select(notice => (notice.Status, notice.Failure!.Code, notice.Attempts)));
        Assert.Equal(0, scene.WeChat.CountOf(Send));
    }

    [Fact]
    public async Task A_station_that_joins_the_day_after_a_reception_has_no_dead_notices_of_it()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(21, 8, 5));
        var station = await scene.StationAsync();
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Empty(await scene.NoticesAsync(station));
    }

    [Fact]
    public async Task In_the_quiet_hours_nothing_is_sent_and_the_order_waits_for_the_morning()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 1);
        await scene.RemindAsync();
        scene.Time.Advance(TimeSpan.FromHours(13));
        await scene.ServeAsync();
        Assert.Equal(0, scene.WeChat.CountOf(Send));
        Assert.Equal(ReminderScene.At(14, 8, 0), Assert.Single(scene.Orders.Waiting).At);
        await scene.LaterAsync(TimeSpan.FromHours(11));
        Assert.Equal(NoticeStatus.Sent, (await scene.NoticesAsync(station)).Single().Status);
    }

    [Fact]
    public async Task A_timer_that_runs_by_night_gives_orders_for_the_morning()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 22, 0));
        await scene.StationAsync(people: 1);
        await scene.RemindAsync(late: true);
        Assert.Equal(ReminderScene.At(14, 8, 0), Assert.Single(scene.Orders.Waiting).At);
    }

    [Fact]
    public async Task An_unreadable_order_ends_as_poison_and_is_logged_without_its_content()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.DeliverAsync("{\"openId\":\"o-secret\"}");
        Assert.Contains(scene.Log.Collector.GetSnapshot(), line => line.Id.Name == "Poison");
        Assert.DoesNotContain(scene.Log.Collector.GetSnapshot(), line => $"{line.Message}{line.Exception}".Contains("o-secret"));
    }

    [Fact]
    public async Task No_openid_or_name_reaches_the_log()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: 2);
        scene.WeChat.FailSends(WeChatFault.Code(43004), WeChatFault.Code(45011));
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.NotEmpty(scene.Log.Collector.GetSnapshot());
        Assert.All(scene.Log.Collector.GetSnapshot(), line => Assert.DoesNotMatch("o-na017|代表1|代表2", $"{line.Message}{line.Exception}"));
    }
}
