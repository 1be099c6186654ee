using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatTemplateMessageTests
{
    [Fact]
    public void The_body_is_what_WeChat_takes() => Assert.Equal(
        """{"touser":"oA","template_id":"t1","url":"https://example.com/?a=1&b=2","client_msg_id":"n1","data":{"thing1":{"value":"路灯😀"},"time2":{"value":"2026年12月20日 09:00"}}}""",
        Encoding.UTF8.GetString(new WeChatTemplateMessage("oA", "t1", "n1", [new("thing1", "路灯😀"), new("time2", "2026年12月20日 09:00")], "https://example.com/?a=1&b=2").ToJson()));

    [Property(MaxTest = 1_000)]
    public bool Any_value_is_JSON_without_an_escape_that_WeChat_refuses(string? value)
    {
        var json = Encoding.UTF8.GetString(new WeChatTemplateMessage("oA", "t1", value ?? "", [new("const1", value ?? "")]).ToJson());
        using var parsed = JsonDocument.Parse(json);
        return !json.Replace("\\\\", "").Contains("\\u") && parsed.RootElement.GetProperty("data").GetProperty("const1").GetProperty("value").GetString() is not null;
    }

    [Theory]
    [InlineData("quote \" and \\ slash", "quote \" and \\ slash")]
    [InlineData("</script>&'+", "</script>&'+")]
    [InlineData("a\u0001b\u007Fc", "a b c")]
    public void A_string_reads_back_as_it_was_but_for_control_characters(string text, string expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize<string>(WeChatJson.Quote(text)));

    [Fact]
    public void Half_a_character_becomes_the_sign_for_one() => Assert.Equal("a\uFFFDb", JsonSerializer.Deserialize<string>(WeChatJson.Quote("a\uD83Db")));

    [Theory]
    [InlineData("thing1", "12345678901234567890", "12345678901234567890")]
    [InlineData("thing12", "123456789012345678901", "1234567890123456789…")]
    [InlineData("thing1", "1234567890123456789😀", "1234567890123456789…")]
    [InlineData("thing1", "123456789012345678😀1", "123456789012345678…")]
    [InlineData("thing1", "第一行\r\n第二行\t尾 ", "第一行 第二行 尾")]
    [InlineData("phrase3", "已按期办理完毕", "已按期办…")]
    [InlineData("character_string2", "NA017-7K3F9Q2M4X", "NA017-7K3F9Q2M4X")]
    [InlineData("time2", "2026年12月20日 09:00~11:30 及以后的日子里面", "2026年12月20日 09:00~11:30 及以后的日子里面")]
    [InlineData("keyword1", "没有类型的键不限长度没有类型的键不限长度没有类型的键", "没有类型的键不限长度没有类型的键不限长度没有类型的键")]
    public void A_value_is_on_one_line_and_no_longer_than_its_key_takes(string key, string value, string expected) =>
        Assert.Equal(expected, WeChatTemplateValue.Fit(key, value));
}
