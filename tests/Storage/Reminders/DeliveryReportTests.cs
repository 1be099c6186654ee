using Serverless.Notices;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

[Collection(ReminderCollection.Name)]
public sealed class DeliveryReportTests(ReminderStorage storage)
{
    [Fact]
    public async Task A_report_of_success_makes_a_sent_notice_delivered_and_a_second_report_changes_nothing()
    {
        await using var scene = await SentAsync();
        Assert.True(await ReportAsync(scene, 1, "success"));
        Assert.True(await ReportAsync(scene, 1, "failed:user block"));
        Assert.Equal([(NoticeStatus.Delivered, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_report_of_failure_fails_the_notice_with_its_reason()
    {
        await using var scene = await SentAsync();
        Assert.True(await ReportAsync(scene, 2, "failed: user block"));
        Assert.Equal([(NoticeStatus.Sent, null), (NoticeStatus.Failed, "userBlock")], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_report_about_another_message_or_of_another_person_changes_nothing()
    {
        await using var scene = await SentAsync();
        var first = scene.WeChat.Deliveries.Single(delivery => delivery.ToUser == ReminderScene.OpenId("na017", 1));
        var reports = scene.Get<DeliveryReportEndpoints>();
        Assert.True(await reports.ReportAsync("o-citizen", first.MsgId, "success", default));
        Assert.True(await reports.ReportAsync(ReminderScene.OpenId("na017", 2), first.MsgId, "success", default));
        Assert.True(await reports.ReportAsync(ReminderScene.OpenId("na017", 1), 12345, "success", default));
        Assert.True(await reports.ReportAsync(ReminderScene.OpenId("na017", 1), first.MsgId, "pending", default));
        Assert.Equal([(NoticeStatus.Sent, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    [Fact]
    public async Task A_report_that_overtakes_the_record_is_to_be_sent_again()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        // The worker ends after sending, before recording.
        scene.Cut.At(4, afterIt: false);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => scene.Get<ReminderWorkers>().Remind(scene.Orders.Take()!, default));
        scene.Cut.Heal();
        Assert.False(await ReportAsync(scene, 1, "success"));
        await scene.RemindAsync(late: true);
        await scene.LaterAsync(TimeSpan.FromSeconds(9));
        Assert.True(await ReportAsync(scene, 1, "success"));
        Assert.Equal([(NoticeStatus.Delivered, null), (NoticeStatus.Sent, null)], await StatesAsync(scene));
    }

    private async Task<ReminderScene> SentAsync()
    {
        var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.RemindAsync();
        await scene.ServeAsync();
        return scene;
    }

    private static Task<bool> ReportAsync(ReminderScene scene, int person, string status)
    {
        var openId = ReminderScene.OpenId("na017", person);
        return scene.Get<DeliveryReportEndpoints>().ReportAsync(openId, scene.WeChat.Deliveries.Single(delivery => delivery.ToUser == openId).MsgId, status, default);
    }

    private static async Task<IEnumerable<(NoticeStatus, string?)>> StatesAsync(ReminderScene scene) =>
        (await scene.NoticesAsync("na017")).Select(notice => (notice.Status, notice.Failure?.Code));
}
