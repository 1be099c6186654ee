using System.Text.Json;
using Serverless.Notices;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeJsonTests
{
    [Fact]
    public void A_notice_is_written_as_the_contract_has_it()
    {
        var notice = Some.Notice().Accept(3487542469355618313, Some.Morning).Report(new NoticeFailure("userBlock", "对方拒收公众号消息。"));
        Assert.Equal(
            Members("""
            {"plannedAt":"2026-12-20T08:00:00+08:00","status":"failed","id":"na017.20261220.reception.D7.r001","stationId":"na017","recipientId":"r001",
            "occasion":"reception-20261220-na017","offsetDays":-7,"channel":"wechat","attempts":1,"sentAt":"2026-12-20T08:00:00+08:00",
            "failure":{"code":"userBlock","reason":"对方拒收公众号消息。"},"messageId":"3487542469355618313"}
            """),
            Members(JsonSerializer.Serialize(notice, Json.Options)));
    }

    [Fact]
    public void A_planned_notice_has_neither_sentAt_nor_failure()
    {
        var members = Members(JsonSerializer.Serialize(Some.Notice(), Json.Options));
        Assert.DoesNotContain("sentAt", members.Keys);
        Assert.DoesNotContain("failure", members.Keys);
        Assert.Equal("\"planned\"", members["status"]);
    }

    private static SortedDictionary<string, string> Members(string json) =>
        new(JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText()));
}
