using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>What a host prints in a life of pushes, staff's work, reminders and faults names nobody and no secret.</summary>
public sealed class LogStories
{
    private const string Words = "不该出现在日志里的话";
    private const string Phone = "13912345678";

    [Fact]
    public async Task No_line_holds_an_openid_a_phone_a_text_or_a_key()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var wechat = await FakeWeChatApi.StartAsync();
        var (citizen, deputy) = (ProductTables.Name(), ProductTables.Name());
        wechat.FailSendsTo(deputy, WeChatFault.Code(43004));
        await using var host = await StoryHost.StartAsync(store, "2026-12-20T01:00:00Z", ("WeChat__ApiBaseUrl", wechat.BaseUrl));
        var station = await host.StationAsync();
        await host.PutAsync("api/representatives/r1", $$"""{"name":"赵不具名","roles":["deliberation"],"stationIds":["{{station}}"],"openId":"{{deputy}}","phone":"{{Phone}}"}""");
        await host.ScanAsync(citizen, $"s.{station}");
        await host.SayAsync(citizen, Words);
        var number = (string)(await host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"{{Words}}","senderName":"赵不具名","senderPhone":"{{Phone}}"}""")).Json["number"]!;
        await host.PostAsync($"api/opinions/{number}/answer", $$"""{"note":"{{Words}}"}""", ("Idempotency-Key", "the-idempotency-key"));
        await host.RunAsync("RemindStations");
        await Eventually.TrueAsync(async () => (await host.AllAsync("api/notices?status=failed")).Count == 1, "the notice to fail", 60);
        await WrongAsync(host, citizen);
        await store.Azurite.StopAsync();
        Assert.Equal(503, (await host.PushAsync(host.Text(citizen, Words))).Status);
        Assert.Equal(503, (await host.GetAsync($"api/opinions/{number}")).Status);
        await host.StopAsync();

        Assert.Contains(host.Lines, line => line.Contains("was refused"));
        Assert.Contains(host.Lines, line => line.Contains("failed"));
        string[] secrets =
        [
            citizen, deputy, Words, Phone, "赵不具名", "the-idempotency-key", "x-functions-key", "a-wrong-key", "local-app-secret", "localtoken",
            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "local-pepper", "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1", "access_token", "msg_signature",
        ];
        Assert.Empty(from line in host.Lines from secret in secrets where line.Contains(secret, StringComparison.OrdinalIgnoreCase) select $"{secret}: {line}");
    }

    private static async Task WrongAsync(StoryHost host, string citizen)
    {
        var push = host.Text(citizen, Words);
        await host.PushAsync(push with { Query = push.Query + "x&openid=" + citizen });
        await host.PostAsync("api/opinions", $$"""{"stationId":"na001","{{Words}}":"{{Phone}}"}""");
        await host.PostAsync("api/opinions", $$"""{"stationId":"na001","content":["{{Words}}"]}""");
        await host.PostCsvAsync("api/representatives/import", $"编号,姓名,身份,站点编号,微信OpenID,电话\nr9,{Words},皇帝,zz999,{citizen},{Phone}\n");
        await host.GetAsync($"api/stations?street={Words}&code=a-wrong-key");
        await host.SendAsync(HttpMethod.Get, "api/stations?code=a-wrong-key", null, ("x-functions-key", "a-wrong-key"));
        await host.PostAsync("admin/functions/RemindPeople", $$"""{"input":"{{Words}}"}""");
        await host.PostAsync("admin/functions/CountStatistics", $$"""{"input":"{\"{{Words}}\":1}"}""");
        await Eventually.TrueAsync(() => host.Lines.Count(line => line.Contains("queue") && line.Contains("failed")) >= 2, "the bad messages to fail", 60);
    }
}
