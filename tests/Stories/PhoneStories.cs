using System.Net;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>The phones of the local host: what a person does in a browser goes through the real webhook, and reminders arrive.</summary>
public sealed class PhoneStories
{
    [Fact]
    public async Task A_citizen_scans_writes_and_reads_the_number_and_a_representative_sees_the_reminder_come()
    {
        await using var store = await StoryStore.OpenAsync();
        await using var host = await StoryHost.StartAsync(store, "2026-12-19T07:59:40+08:00", ("WeChat__DefaultStation", "na017"));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.BaseAddress };
        Assert.Equal(201, (await host.PutAsync("api/stations/na017", """{"name":"花园路街道人大代表之家","kind":"home","street":"花园路街道"}""")).Status);
        Assert.Equal(201, (await host.PutAsync("api/representatives/d0001", """{"name":"李代表","roles":["deliberation"],"stationIds":["na017"],"openId":"demo-openid-0001"}""")).Status);

        var shelf = await browser.GetAsync("phones");
        Assert.Equal(HttpStatusCode.OK, shelf.StatusCode);
        Assert.Contains("script-src 'self'", string.Concat(shelf.Headers.GetValues("Content-Security-Policy")));
        var page = await shelf.Content.ReadAsStringAsync();
        Assert.Contains("代表 李代表", page);
        Assert.Contains("/phones/phone-citizen-1", page);

        var phone = await DoAsync("new");
        Assert.Contains("还没有关注", await AfterAsync(phone, "text", ("text", "路灯坏了，请修。")));
        Assert.Contains("花园路街道人大代表之家", await AfterAsync(phone, "scan", ("scene", "s.na017")));
        var lines = await AfterAsync(phone, "text", ("text", "小区门口的<b>路灯</b>坏了三天，请尽快修好。"));
        var number = StoryHost.NumberIn(lines);
        Assert.Contains("&lt;b&gt;路灯", lines);
        var found = await host.GetAsync($"api/opinions/{number}");
        Assert.Equal((200, "na017", "wechat"), (found.Status, (string?)found.Json["stationId"], (string?)found.Json["channel"]));
        Assert.Contains((await host.GetAsync("api/stations/na017/opinions")).Items, one => (string?)one!["number"] == number);
        Assert.Contains("取消了关注", await AfterAsync(phone, "unfollow"));

        // 08:00 comes by itself: the timer, the queue, the token and the message are all real calls.
        await Eventually.TrueAsync(async () => (await LinesAsync("demo-openid-0001")).Contains("花园路街道人大代表之家"), "the reminder to arrive", 90);
        Assert.Contains("民情接待日提醒", await LinesAsync("demo-openid-0001"));
        await Eventually.TrueAsync(async () => (await host.AllAsync("api/notices?status=delivered")).Count == 1, "the report that it arrived", 30);

        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"{phone}/text") { Content = new FormUrlEncodedContent([new("text", "别的网站发来的")]), Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(foreign)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("phones/no%20one")).StatusCode);

        async Task<string> DoAsync(string what, params (string Name, string Value)[] fields)
        {
            using var answer = await browser.PostAsync($"phones/{what}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            return answer.Headers.Location!.OriginalString.TrimStart('/');
        }

        async Task<string> AfterAsync(string shown, string what, params (string Name, string Value)[] fields)
        {
            Assert.Equal(shown, await DoAsync($"{shown["phones/".Length..]}/{what}", fields));
            return await LinesAsync(shown["phones/".Length..]);
        }

        async Task<string> LinesAsync(string openId) => WebUtility.HtmlDecode((await browser.GetStringAsync($"phones/{openId}/lines")).Replace("&lt;", "&amp;lt;").Replace("&gt;", "&amp;gt;"));
    }
}
