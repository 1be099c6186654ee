using System.Text.Json;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Platform;

public sealed class JsonTests
{
    [Fact]
    public void An_opinion_is_written_in_the_dialect_of_the_contract()
    {
        var json = JsonSerializer.Serialize(An.Opinion() with { Content = "路灯 & <井盖>" }, Json.Options);
        Assert.Contains("\"content\":\"路灯 & <井盖>\"", json);
        Assert.Contains("\"receivedAt\":\"2026-11-22T09:00:00+08:00\"", json);
        Assert.Contains("\"dueOn\":\"2026-11-25\"", json);
        Assert.Contains("\"status\":\"received\"", json);
    }

    [Fact]
    public void What_tells_senders_apart_never_leaves_the_service()
    {
        var json = JsonSerializer.Serialize(An.Opinion(), Json.Options);
        Assert.DoesNotContain("sender-1", json);
        Assert.DoesNotContain("source-1", json);
    }

    [Theory]
    [InlineData("\"received\"", true)]
    [InlineData("\"inProgress\"", true)]
    [InlineData("\"Received\"", false)]
    [InlineData("\"merged,rejected\"", false)]
    [InlineData("\"merged, rejected\"", false)]
    [InlineData("\"1\"", false)]
    [InlineData("\"77\"", false)]
    [InlineData("1", false)]
    [InlineData("null", false)]
    public void An_enum_is_read_from_exactly_one_of_its_names(string json, bool isRead)
    {
        if (isRead) Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<OpinionStatus>(json, Json.Options), Json.Options));
        else Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<OpinionStatus>(json, Json.Options));
        Assert.Equal(isRead, Json.TryEnum<OpinionStatus>(json.Trim('"'), out _));
    }

    [Theory]
    [InlineData("""{"content":"a","unknown":1}""")]
    [InlineData("""{"content":1}""")]
    [InlineData("""{"Content":"a"}""")]
    [InlineData("""{"content":"a","content":"b"}""")]
    [InlineData("""{"content":"a"} x""")]
    [InlineData("""{"content":"a",}""")]
    [InlineData("""["content"]""")]
    [InlineData("")]
    public void Unknown_doubled_or_mistyped_members_are_refused(string body) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<NewOpinionBody>(body, Json.Options));
}
