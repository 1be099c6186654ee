using System.Text.Json;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeJsonTests
{
    [Fact]
    public void A_notice_is_written_as_the_contract_has_it()
    {
        var notice = Some.Notice().Accept("3487542469355618313", Some.Morning).Report(new NoticeFailure("userBlock", "对方拒收公众号消息。"));
        Assert.Equal(
            Members("""
            {"plannedAt":"2026-12-20T08:00:00+08:00","status":"failed","id":"reception-20261220-na017.D7.r001.wechat","subject":"reception-20261220-na017","step":"D7","stationId":"na017","recipientId":"r001",
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

    [Fact]
    public void A_notice_of_an_opinion_has_neither_occasion_nor_offset()
    {
        var number = OpinionNumber.Of(An.Id("na017"), new DateOnly(2026, 11, 25), "source-1");
        var members = Members(JsonSerializer.Serialize(Some.Notice() with { Subject = number, Step = Identifier.Read<NoticeStep>("rate") }, Json.Options));
        Assert.Equal(($"\"{number}\"", "\"rate\""), (members["subject"], members["step"]));
        Assert.DoesNotContain("occasion", members.Keys);
        Assert.DoesNotContain("offsetDays", members.Keys);
    }

    private static SortedDictionary<string, string> Members(string json) =>
        new(JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText()));
}
