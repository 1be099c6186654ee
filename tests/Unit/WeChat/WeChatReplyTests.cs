using System.Text;
using FsCheck.Xunit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatReplyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1409735700);

    private static readonly WeChatPush Push = new() { ToUserName = "gh_1", FromUserName = "oA", CreateTime = 1409735668, MsgType = "text", MsgId = 1 };

    [Fact]
    public void A_reply_swaps_the_names_and_counts_in_seconds() => Assert.Equal(
        "<xml><ToUserName><![CDATA[oA]]></ToUserName><FromUserName><![CDATA[gh_1]]></FromUserName><CreateTime>1409735700</CreateTime>"
        + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[您好\n路灯😀]]></Content></xml>",
        WeChatReply.Text(Push, "您好\n路灯😀", Now));

    [Theory]
    [InlineData("a]]>b")]
    [InlineData("]]>]]>")]
    [InlineData("]]")]
    [InlineData("]]]>")]
    [InlineData("<a href=\"https://example.com/?a=1&b=2\">link</a>")]
    public void Whatever_a_text_holds_is_read_back_as_it_was(string content) => Assert.Equal(content, ReadBack(content));

    [Theory]
    [InlineData("a\u0001b\0c\u001F", "abc")]
    [InlineData("a\uFFFEb\uFFFF", "ab")]
    public void What_XML_cannot_hold_is_left_out(string content, string expected) => Assert.Equal(expected, ReadBack(content));

    [Fact]
    public void Half_a_character_is_left_out()
    {
        // Not as test data: attributes are stored as UTF-8, which has no halves.
        Assert.Equal("ab", ReadBack("a\uD83Db"));
        Assert.Equal("ab", ReadBack("a\uDE00b"));
        Assert.Equal("😀", ReadBack("\uDE00\uD83D😀\uD83D"));
    }

    [Theory]
    [InlineData("a", 2000)]
    [InlineData("é", 1000)]
    [InlineData("路", 666)]
    [InlineData("😀", 500)]
    public void A_long_text_is_cut_at_2000_bytes_never_inside_a_character_nor_without_a_mark(string letter, int count)
    {
        var content = string.Concat(Enumerable.Repeat(letter, count));
        Assert.Equal(content, WeChatReply.Fit(content));
        var cut = WeChatReply.Fit(content + letter);
        Assert.EndsWith(WeChatReply.CutMark, cut);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), WeChatReply.MaxBytes - 3, WeChatReply.MaxBytes);
        Assert.StartsWith(cut[..^WeChatReply.CutMark.Length], content);
        Assert.Equal(cut, WeChatReply.Fit(content + letter + letter));
    }

    [Property(MaxTest = 300, EndSize = 4_000)]
    public bool Any_text_makes_a_reply_that_reads_back_to_a_part_of_it_of_at_most_2000_bytes(string? text)
    {
        var content = (text ?? "").Replace("\r", "");
        var read = ReadBack(content);
        return Encoding.UTF8.GetByteCount(read) <= WeChatReply.MaxBytes && read == WeChatReply.Fit(content);
    }

    private static string ReadBack(string content) => WeChatXmlReader.Read(Encoding.UTF8.GetBytes(WeChatReply.Text(Push, content, Now)))!["Content"]!;
}
