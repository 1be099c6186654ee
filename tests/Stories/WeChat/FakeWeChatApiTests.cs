using System.Text.Json;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories.WeChat;

/// <summary>The fake WeChat API is held true by co-wechat-api, which is used against the real one.</summary>
public sealed class FakeWeChatApiTests
{
    private static readonly object Data = new { thing1 = new { value = "人大代表接待日😀" }, time2 = new { value = "2026年12月20日 09:00" } };

    [Fact]
    public async Task It_gives_tokens_and_takes_messages()
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        var answers = await RunAsync(fake, new { act = "token" }, Send("oA"), Send("oB"));
        Assert.Equal(0, answers[1].GetProperty("result").GetProperty("errcode").GetInt32());
        var delivery = fake.Deliveries[0];
        Assert.Equal(("oA", "t1", "https://example.com/", "人大代表接待日😀"), (delivery.ToUser, delivery.TemplateId, delivery.Url, delivery.Data["thing1"]));
        Assert.Equal(fake.Deliveries.Select(one => one.MsgId.ToString()), answers.Skip(1).Select(one => one.GetProperty("result").GetProperty("msgid").ToString()));
    }

    [Theory]
    [InlineData(40001)]
    [InlineData(42001)]
    public async Task A_refused_token_makes_the_client_get_another(int code)
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        fake.RefuseFirstToken(code);
        var answers = await RunAsync(fake, Send("oA"));
        Assert.Equal(0, answers[0].GetProperty("result").GetProperty("errcode").GetInt32());
        Assert.Equal((2, 2, 1), (fake.CountOf("/cgi-bin/token"), fake.CountOf("/cgi-bin/message/template/send"), fake.Deliveries.Count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(40003)]
    [InlineData(40014)]
    [InlineData(43004)]
    [InlineData(45009)]
    public async Task A_fault_reaches_the_client_as_its_code(int code)
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        fake.FailSends(WeChatFault.Code(code));
        var answers = await RunAsync(fake, Send("oA"), Send("oA"));
        Assert.Equal(code, answers[0].GetProperty("code").GetInt32());
        Assert.Equal(0, answers[1].GetProperty("result").GetProperty("errcode").GetInt32());
        Assert.Single(fake.Deliveries);
    }

    [Fact]
    public async Task A_fault_for_one_person_leaves_the_others_alone()
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        fake.FailSendsTo("oA", WeChatFault.Code(43004));
        var answers = await RunAsync(fake, Send("oB"), Send("oA"), Send("oA"));
        Assert.Equal(43004, answers[1].GetProperty("code").GetInt32());
        Assert.Equal(["oB", "oA"], fake.Deliveries.Select(one => one.ToUser));
    }

    [Fact]
    public async Task A_status_of_500_and_a_page_instead_of_JSON_reach_the_client_too()
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        fake.FailSends(WeChatFault.Http500, WeChatFault.NotJson);
        var answers = await RunAsync(fake, Send("oA"), Send("oA"));
        Assert.Contains("500", answers[0].GetProperty("message").GetString());
        Assert.Contains("maintenance", answers[1].GetProperty("result").GetString());
    }

    [Fact]
    public async Task The_same_id_to_the_same_person_is_one_message()
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        var answers = await RunAsync(fake, Once("oA", "n1"), Once("oA", "n1"), Once("oB", "n1"), Once("oA", "n2"));
        Assert.Equal([("oA", "n1"), ("oB", "n1"), ("oA", "n2")], fake.Deliveries.Select(one => (one.ToUser, one.ClientMsgId!)));
        Assert.Equal(answers[0].GetProperty("result").GetProperty("msgid").ToString(), answers[1].GetProperty("result").GetProperty("msgid").ToString());
    }

    [Fact]
    public async Task A_wrong_account_or_secret_gets_no_token()
    {
        await using var fake = await FakeWeChatApi.StartAsync("wx1", "right");
        Assert.Equal(40125, (await RunAsync(fake, "wx1", "wrong", new { act = "token" }))[0].GetProperty("code").GetInt32());
        Assert.Equal(40013, (await RunAsync(fake, "wx2", "right", new { act = "token" }))[0].GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task What_the_account_does_not_have_or_takes_is_refused()
    {
        await using var fake = await FakeWeChatApi.StartAsync();
        fake.Templates.Add("t1");
        var answers = await RunAsync(
            fake, new { act = "send", openId = "oA", template = "t2", data = Data }, new { act = "send", openId = "", template = "t1", data = Data },
            new { act = "send", openId = "oA", template = "t1", data = new { thing1 = new { value = "二十个字以内二十个字以内二十个字以内二十个字以内" } } });
        Assert.Equal([40037, 40003, 47003], answers.Select(one => one.GetProperty("code").GetInt32()));
    }

    private static object Send(string openId) => new { act = "send", openId, template = "t1", data = Data };

    private static object Once(string openId, string id) => new { act = "sendOnce", openId, template = "t1", id };

    private static Task<List<JsonElement>> RunAsync(FakeWeChatApi fake, params object[] steps) => RunAsync(fake, fake.AppId, fake.AppSecret, steps);

    private static async Task<List<JsonElement>> RunAsync(FakeWeChatApi fake, string appId, string appSecret, params object[] steps)
    {
        var input = JsonSerializer.Serialize(new { prefix = $"{fake.BaseUrl}/cgi-bin/", appId, appSecret, steps });
        var output = await Npm.RunAsync("co-wechat-api.mjs", input, TestContext.Current.CancellationToken);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
    }
}
