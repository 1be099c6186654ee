using Serverless.Access;
using Serverless.Notices;
using Serverless.Reminders;
using Serverless.Tests.Kit;
using Serverless.Tests.Storage.Reminders;

namespace Serverless.Tests.Storage.Notices;

[Collection(ReminderCollection.Name)]
public sealed class DeliveryReportTests(ReminderStorage storage)
{
    private static readonly NoticeFailure Blocked = new("userBlock", "对方拒收公众号消息，请电话通知本人。");

    [Fact]
    public async Task A_report_of_success_makes_a_sent_notice_delivered_and_a_second_report_changes_nothing()
    {
        await using var scene = await SentAsync();
        Assert.True(await ReportAsync(scene, 1));
        Assert.True(await ReportAsync(scene, 1, Blocked));
        Assert.Equal([(NoticeStatus.Delivered, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_report_of_failure_fails_the_notice_with_its_reason()
    {
        await using var scene = await SentAsync();
        Assert.True(await ReportAsync(scene, 2, Blocked));
        Assert.Equal([(NoticeStatus.Sent, null), (NoticeStatus.Failed, "userBlock")], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_notice_is_found_by_its_number_with_three_storage_calls_and_an_unknown_number_costs_two()
    {
        await using var scene = await SentAsync();
        scene.Calls.Clear();
        Assert.True(await ReportAsync(scene, 1));
        Assert.Equal(["GET", "GET", "POST"], scene.Calls.List.Select(call => call.Split(' ')[0]));
        scene.Calls.Clear();
        await TakeAsync(scene, "12345", scene.Time.GetUtcNow());
        Assert.Equal(2, scene.Calls.Count);
    }

    [Fact]
    public async Task A_report_that_comes_after_midnight_still_finds_its_notice()
    {
        await using var scene = await SentAsync();
        scene.Time.Advance(TimeSpan.FromHours(20));
        Assert.True(await ReportAsync(scene, 1));
        Assert.Equal([(NoticeStatus.Delivered, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_number_nobody_knows_is_asked_for_again_for_a_minute_and_then_let_go()
    {
        await using var scene = await SentAsync();
        var at = scene.Time.GetUtcNow();
        Assert.False(await TakeAsync(scene, "12345", at));
        scene.Time.Advance(DeliveryReportHandler.LongestRound);
        Assert.False(await TakeAsync(scene, "12345", at));
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await TakeAsync(scene, "12345", at));
        Assert.Equal([(NoticeStatus.Sent, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_report_that_overtakes_the_record_is_to_be_sent_again(int call)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        // The worker ends after sending: before the numbers are noted, or between them and the record.
        scene.Cut.At(call, afterIt: false);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => scene.Get<ReminderWorkers>().Remind(scene.Orders.Take()!, default));
        scene.Cut.Heal();
        Assert.Equal([(NoticeStatus.Planned, null), (NoticeStatus.Planned, null)], await StatesAsync(scene));
        Assert.False(await ReportAsync(scene, 1));
        await scene.RemindAsync(late: true);
        await scene.LaterAsync(TimeSpan.FromSeconds(9));
        Assert.True(await ReportAsync(scene, 1));
        Assert.Equal([(NoticeStatus.Delivered, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_message_whose_number_was_only_told_to_a_worker_that_crashed_is_delivered_all_the_same()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 1);
        await scene.RemindAsync();
        scene.Cut.At(6, afterIt: false);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => scene.Get<ReminderWorkers>().Remind(scene.Orders.Take()!, default));
        scene.Cut.Heal();
        // The repeat is told "have it already", without a number.
        scene.WeChat.FailSends(WeChatFault.Code(40241));
        await scene.RemindAsync(late: true);
        await scene.LaterAsync(TimeSpan.FromSeconds(9));
        Assert.Null((await scene.NoticesAsync("na017")).Single().MessageId);
        Assert.True(await ReportAsync(scene, 1));
        Assert.Equal([(NoticeStatus.Delivered, null)], await StatesAsync(scene));
    }

    private async Task<ReminderScene> SentAsync()
    {
        var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        await scene.ServeAsync();
        return scene;
    }

    private static Task<bool> ReportAsync(ReminderScene scene, int person, NoticeFailure? failure = null)
    {
        var number = scene.WeChat.Deliveries.Single(delivery => delivery.ToUser == ReminderScene.OpenId("na017", person)).MsgId;
        return TakeAsync(scene, $"{number}", scene.Time.GetUtcNow(), failure);
    }

    private static Task<bool> TakeAsync(ReminderScene scene, string number, DateTimeOffset at, NoticeFailure? failure = null) =>
        scene.Get<DeliveryReportHandler>().TakeAsync(scene.Call(Caller.Citizen), new DeliveryReport(NoticeChannel.Wechat, number, at, failure), default);

    private static async Task<IEnumerable<(NoticeStatus, string?)>> StatesAsync(ReminderScene scene) =>
        (await scene.NoticesAsync("na017")).Select(notice => (notice.Status, notice.Failure?.Code));
}
