using Microsoft.Extensions.Logging;
using Serverless.Notices;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>A fault of our configuration parks the notices until somebody mends it; it uses up no try.</summary>
[Collection(ReminderCollection.Name)]
public sealed class ReminderConfigurationTests(ReminderStorage storage)
{
    [Theory]
    [InlineData(true, 40164)]
    [InlineData(true, 40001)]
    [InlineData(true, 40125)]
    [InlineData(true, 40243)]
    [InlineData(false, 40037)]
    [InlineData(false, 43116)]
    [InlineData(false, 48001)]
    public async Task What_is_mended_at_five_past_is_sent_at_five_past(bool token, int code)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(20, 8, 0));
        var station = await scene.StationAsync(people: 2);
        if (token) scene.WeChat.FailTokens(WeChatFault.Code(code));
        else scene.WeChat.FailSends(WeChatFault.Code(code), WeChatFault.Code(code));
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal((NoticeStatus.Planned, 0, "configurationError"), (notice.Status, notice.Attempts, notice.Failure?.Code)));
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Contains($"{code}", notice.Failure!.Reason));
        Assert.Contains(scene.Log.Collector.GetSnapshot(), line => line is { Level: LogLevel.Error, Id.Name: "Configuration" } && line.Message.Contains($"{code}"));
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal((NoticeStatus.Sent, 1, null), (notice.Status, notice.Attempts, notice.Failure)));
        Assert.Equal([1, 1], scene.Received(station, 2));
    }

    [Fact]
    public async Task What_nobody_mends_is_dead_when_the_occasion_is_over_and_says_why()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(20, 8, 0));
        var station = await scene.StationAsync(people: 1);
        scene.WeChat.FailTokens([.. Enumerable.Repeat(WeChatFault.Code(40243), 500)]);
        await scene.RemindAsync();
        await scene.ServeAsync();
        while (scene.Time.GetUtcNow() < ReminderScene.At(20, 11, 25))
        {
            Assert.Equal(NoticeStatus.Planned, Assert.Single(await scene.NoticesAsync(station)).Status);
            await scene.LaterAsync(TimeSpan.FromMinutes(15));
        }

        await scene.LaterAsync(TimeSpan.FromMinutes(30));
        var notice = Assert.Single(await scene.NoticesAsync(station));
        Assert.Equal((NoticeStatus.Dead, "expired", 0), (notice.Status, notice.Failure!.Code, notice.Attempts));
        Assert.Contains("40243", notice.Failure.Reason);
        Assert.Empty(scene.Orders.Waiting);
    }
}
