using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>Who was told of a day that was moved or cancelled is told so, once, how it stands by now.</summary>
[Collection(ReminderCollection.Name)]
public sealed class ReminderNewsTests(ReminderStorage storage)
{
    private const string Cancellation = """{"reason":"停电"}""";

    private static readonly TimeSpan Soon = OccasionNews.Pause;

    [Fact]
    public async Task Who_was_told_of_a_day_that_is_moved_is_told_of_the_new_one_once()
    {
        await using var scene = await ToldAsync(people: 3);
        await scene.PeopleAsync("na017", 4, 1);
        await scene.MoveAsync("na017", 25);
        await scene.LaterAsync(Soon);
        // Who came since was told nothing that is wrong.
        Assert.Equal([2, 2, 2, 0], scene.Received("na017", 4));
        Assert.All(scene.WeChat.Deliveries.Skip(3), delivery => Assert.Equal(
            ("template-reception", "民情接待日改期", "2026年12月25日 09:00", "na017代表联络站", "已改到12月25日，请按此时间到站"),
            (delivery.TemplateId, delivery.Data["thing1"], delivery.Data["time2"], delivery.Data["thing3"], delivery.Data["thing4"])));
        Assert.Empty(await scene.NewsAsync());
        var news = (await scene.NoticesAsync("na017")).Where(notice => notice.Step.IsChange).ToList();
        Assert.All(news, notice => Assert.Equal((NoticeStatus.Sent, 1, null), (notice.Status, notice.Attempts, notice.OffsetDays)));
        Assert.Equal(3, news.Count);
        await NothingMoreAsync(scene);
    }

    [Fact]
    public async Task Who_was_told_of_a_day_that_is_cancelled_is_told_so_and_is_reminded_of_it_no_more()
    {
        await using var scene = await ToldAsync(people: 2);
        await scene.ActAsync("na017", "cancel", Cancellation);
        await scene.LaterAsync(Soon);
        Assert.All(scene.WeChat.Deliveries.Skip(2), delivery => Assert.Equal(
            ("民情接待日取消", "2026年12月20日 09:00", "12月20日的接待已取消，请勿到站"), (delivery.Data["thing1"], delivery.Data["time2"], delivery.Data["thing4"])));
        await DaysAsync(scene, 14, 21);
        Assert.Equal([2, 2], scene.Received("na017", 2));
    }

    [Fact]
    public async Task The_reminders_of_the_new_date_go_out_though_those_of_the_old_one_had()
    {
        await using var scene = await ToldAsync(people: 1);
        await scene.MoveAsync("na017", 25);
        await scene.LaterAsync(Soon);
        await DaysAsync(scene, 14, 26);
        Assert.Equal([(13, "7天后"), (13, "已改到"), (18, "7天后"), (24, "明天接"), (25, "今天接")],
            scene.WeChat.Deliveries.Select(delivery => (delivery.At.ToOffset(TimeSpan.FromHours(8)).Day, delivery.Data["thing4"][..3])));
        Assert.All(scene.WeChat.Deliveries.Skip(1), delivery => Assert.Equal("2026年12月25日 09:00", delivery.Data["time2"]));
    }

    [Fact]
    public async Task Nobody_hears_of_a_move_who_had_not_been_told_and_it_costs_four_storage_calls()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(12, 10, 0));
        await scene.StationAsync();
        await scene.MoveAsync("na017", 25);
        scene.Time.Advance(Soon);
        scene.Calls.Clear();
        await scene.ServeAsync();
        Assert.Equal(["GET", "GET", "GET", "DELETE"], scene.Calls.List.Select(call => call.Split(' ')[0]));
        Assert.Empty(scene.WeChat.Deliveries);
        Assert.Empty(await scene.NoticesAsync("na017"));
        Assert.Empty(await scene.NewsAsync());
    }

    [Fact]
    public async Task What_is_decided_by_night_is_told_in_the_morning()
    {
        await using var scene = await ToldAsync(people: 1);
        scene.Time.SetUtcNow(ReminderScene.At(14, 22, 0));
        await scene.MoveAsync("na017", 25);
        await scene.LaterAsync(Soon);
        Assert.Single(scene.WeChat.Deliveries);
        Assert.Equal([ReminderScene.At(15, 8, 0)], scene.Orders.Of(TellNewsQueue.QueueName));
        await scene.LaterAsync(TimeSpan.FromHours(10));
        Assert.Equal(2, scene.WeChat.Deliveries.Count);
    }

    [Fact]
    public async Task Decisions_that_come_faster_than_the_telling_are_told_as_the_last_one_alone()
    {
        await using var scene = await ToldAsync(people: 2);
        await scene.MoveAsync("na017", 24);
        await scene.MoveAsync("na017", 25);
        await scene.ActAsync("na017", "cancel", Cancellation);
        await scene.LaterAsync(Soon);
        Assert.Equal([2, 2], scene.Received("na017", 2));
        Assert.All(scene.WeChat.Deliveries.Skip(2), delivery => Assert.Equal("12月20日的接待已取消，请勿到站", delivery.Data["thing4"]));
        await NothingMoreAsync(scene);
    }

    [Fact]
    public async Task A_slip_that_is_corrected_at_once_is_heard_by_nobody()
    {
        await using var scene = await ToldAsync(people: 2);
        await scene.ActAsync("na017", "cancel", Cancellation);
        await scene.ActAsync("na017", "correct", """{"reason":"点错了"}""");
        await scene.MoveAsync("na017", 25);
        await scene.MoveAsync("na017", 20);
        await scene.LaterAsync(Soon);
        Assert.Equal([1, 1], scene.Received("na017", 2));
        await DaysAsync(scene, 14, 21);
        Assert.Equal([3, 3], scene.Received("na017", 2));
        Assert.Empty(await scene.NewsAsync());
    }

    [Fact]
    public async Task A_cancellation_that_was_told_and_is_corrected_is_told_to_take_place_after_all()
    {
        await using var scene = await ToldAsync(people: 2);
        await scene.ActAsync("na017", "cancel", Cancellation);
        await scene.LaterAsync(Soon);
        await scene.ActAsync("na017", "correct", """{"reason":"点错了"}""");
        await scene.LaterAsync(Soon);
        Assert.Equal([3, 3], scene.Received("na017", 2));
        Assert.All(scene.WeChat.Deliveries.Skip(4), delivery => Assert.Equal(
            ("民情接待日恢复", "2026年12月20日 09:00", "不取消了，12月20日照常接待"), (delivery.Data["thing1"], delivery.Data["time2"], delivery.Data["thing4"])));
        await NothingMoreAsync(scene);
    }

    [Fact]
    public async Task A_move_that_was_told_and_is_moved_once_more_is_told_once_more()
    {
        await using var scene = await ToldAsync(people: 1);
        foreach (var day in new[] { 25, 20, 25 })
        {
            await scene.MoveAsync("na017", day);
            await scene.LaterAsync(Soon);
        }

        Assert.Equal(["12月20日", "12月25日", "12月20日", "12月25日"], scene.WeChat.Deliveries.Select(delivery => delivery.Data["time2"][5..11]));
    }

    [Fact]
    public async Task News_whose_hint_is_lost_is_told_at_the_next_heartbeat()
    {
        await using var scene = await ToldAsync(people: 1);
        await scene.MoveAsync("na017", 25);
        scene.Orders.Clear();
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Equal(2, scene.WeChat.Deliveries.Count);
        Assert.Empty(await scene.NewsAsync());
    }

    [Fact]
    public async Task A_decision_stands_though_its_hint_cannot_be_sent()
    {
        await using var scene = await ToldAsync(people: 1);
        // The occasion, the station, the transaction, the hint.
        scene.Cut.At(4, afterIt: false);
        Assert.Equal(OccasionStatus.Cancelled, (await scene.ActAsync("na017", "cancel", Cancellation)).Status);
        Assert.True(scene.Cut.Done);
        scene.Cut.Heal();
        Assert.Empty(scene.Orders.Of(TellNewsQueue.QueueName));
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Equal("民情接待日取消", scene.WeChat.Deliveries[^1].Data["thing1"]);
    }

    [Fact]
    public async Task Who_cannot_be_reached_at_first_is_told_later_and_the_news_waits_for_it()
    {
        await using var scene = await ToldAsync(people: 3);
        await scene.MoveAsync("na017", 25);
        scene.WeChat.FailSendsTo(ReminderScene.OpenId("na017", 2), WeChatFault.Code(45011));
        scene.WeChat.FailSendsTo(ReminderScene.OpenId("na017", 3), WeChatFault.Code(43004));
        await scene.LaterAsync(Soon);
        Assert.Equal([2, 1, 1], scene.Received("na017", 3));
        Assert.Single(await scene.NewsAsync());
        await scene.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([2, 2, 1], scene.Received("na017", 3));
        Assert.Equal([NoticeStatus.Sent, NoticeStatus.Sent, NoticeStatus.Failed], (await scene.NoticesAsync("na017")).Where(notice => notice.Step.IsChange).Select(notice => notice.Status));
        Assert.Empty(await scene.NewsAsync());
    }

    [Fact]
    public async Task What_waits_for_another_try_when_a_later_decision_comes_is_not_told_any_more()
    {
        await using var scene = await ToldAsync(people: 1);
        await scene.MoveAsync("na017", 25);
        scene.WeChat.FailSends(WeChatFault.Code(45011));
        await scene.LaterAsync(Soon);
        await scene.MoveAsync("na017", 27);
        await scene.LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["12月20日", "12月27日"], scene.WeChat.Deliveries.Select(delivery => delivery.Data["time2"][5..11]));
        Assert.Equal(
            [("D7", NoticeStatus.Sent, null), ("V1on20261225", NoticeStatus.Dead, "occasionMoved"), ("V2on20261227", NoticeStatus.Sent, null)],
            (await scene.NoticesAsync("na017")).Select(notice => ($"{notice.Step}", notice.Status, notice.Failure?.Code)));
    }

    [Fact]
    public async Task A_reminder_nobody_wrote_down_counts_as_told()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        // Sent, and neither its numbers nor the record written; the process never comes back.
        scene.Cut.At(5, afterIt: false);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => scene.Get<ReminderWorkers>().Remind(scene.Orders.Take()!, default));
        scene.Cut.Heal();
        Assert.Equal(2, scene.WeChat.Deliveries.Count);
        await scene.MoveAsync("na017", 25);
        await scene.LaterAsync(Soon);
        Assert.Equal([2, 2], scene.Received("na017", 2));
        await NothingMoreAsync(scene);
    }

    [Fact]
    public async Task A_round_that_is_under_way_stops_within_seconds_of_the_decision()
    {
        const int people = 20, atOnce = 8;
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        // So that the token is there.
        await scene.StationAsync("na001", people: 1);
        await scene.RemindAsync();
        await scene.ServeAsync();
        await scene.StationAsync(people: people);
        await scene.RemindAsync();
        Task serving;
        using (scene.WeChat.Hold())
        {
            serving = Task.Run(scene.ServeAsync);
            await Eventually.TrueAsync(() => scene.WeChat.CountOf("/cgi-bin/message/template/send") == 1 + atOnce, "the round to begin");
            await scene.MoveAsync("na017", 25);
            scene.Time.Advance(DecidedCache.Age);
        }

        await serving;
        Assert.Equal(1 + atOnce, scene.WeChat.Deliveries.Count);
        await scene.LaterAsync(Soon);
        // Nobody wrote down that the others were not told, so they hear of it too.
        Assert.Equal(people, scene.WeChat.Deliveries.Count(delivery => delivery.Data["time2"] == "2026年12月25日 09:00"));
        await NothingMoreAsync(scene);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_the_telling_crashes_everybody_is_told_once_and_it_is_recorded_once(bool afterCall)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var steps = 0;
        for (var done = true; done; steps++)
        {
            var station = await scene.StationAsync($"na{steps:D3}", 2);
            await scene.RemindAsync(late: true);
            await scene.ServeAsync();
            await scene.ActAsync(station, "cancel", Cancellation);
            scene.Time.Advance(Soon);
            scene.Cut.At(steps + 1, afterCall);
            await scene.ServeAsync();
            done = scene.Cut.Done;
            scene.Cut.Heal();
            await scene.LaterAsync(TimeSpan.FromSeconds(9));
            Assert.Equal([2, 2], scene.Received(station, 2));
            Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal(NoticeStatus.Sent, notice.Status));
            Assert.Equal(4, (await scene.NoticesAsync(station)).Count);
            Assert.Empty(await scene.NewsAsync());
        }

        // The news, the occasion, the notices, the station, the people, the claim, what was decided, the numbers, the record, the end of the news.
        Assert.Equal(10 + 1, steps);
    }

    [Fact]
    public async Task Workers_at_the_same_news_at_once_tell_everybody_once()
    {
        await using var scene = await ToldAsync(people: 5);
        await scene.MoveAsync("na017", 25);
        scene.Time.Advance(Soon);
        var hint = scene.Orders.Take(TellNewsQueue.QueueName)!;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => scene.DeliverNewsAsync(hint))));
        for (var i = 0; i < 6; i++) await scene.LaterAsync(TimeSpan.FromSeconds(9));
        Assert.Equal([2, 2, 2, 2, 2], scene.Received("na017", 5));
        Assert.Equal(10, scene.WeChat.CountOf("/cgi-bin/message/template/send"));
        Assert.Empty(await scene.NewsAsync());
    }

    [Fact]
    public async Task News_that_cannot_be_told_for_long_is_told_when_it_can()
    {
        await using var scene = await ToldAsync(people: 1);
        await scene.MoveAsync("na017", 25);
        scene.BeforeDelivery = _ => scene.Cut.At(1, afterIt: false);
        await scene.LaterAsync(Soon);
        scene.BeforeDelivery = null;
        scene.Cut.Heal();
        Assert.Contains(scene.Log.Collector.GetSnapshot(), line => line.Id.Name == "Poison" && line.Message.Contains("na017"));
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Equal(2, scene.WeChat.Deliveries.Count);
    }

    /// <summary>A station whose people were told on the 13th of the reception on the 20th.</summary>
    private async Task<ReminderScene> ToldAsync(int people)
    {
        var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: people);
        await scene.RemindAsync();
        await scene.ServeAsync();
        return scene;
    }

    private static async Task DaysAsync(ReminderScene scene, int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            scene.Time.SetUtcNow(ReminderScene.At(day, 8, 0));
            await scene.RemindAsync();
            await scene.ServeAsync();
        }
    }

    private static async Task NothingMoreAsync(ReminderScene scene)
    {
        var before = scene.WeChat.CountOf("/cgi-bin/message/template/send");
        for (var beat = 0; beat < 4; beat++)
        {
            await scene.LaterAsync(TimeSpan.FromMinutes(5));
            await scene.ResumeAsync(late: beat == 2);
            await scene.ServeAsync();
        }

        Assert.Equal(before, scene.WeChat.CountOf("/cgi-bin/message/template/send"));
        Assert.Empty(scene.Orders.Of(TellNewsQueue.QueueName));
    }
}
