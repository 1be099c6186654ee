using System.Text;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatAnswerTests
{
    [Theory]
    [InlineData("""{"errcode":0,"errmsg":"ok","msgid":3487542469355618313}""", 0, 3487542469355618313)]
    [InlineData("""{"errcode":"0","msgid":"3487542469355618313"}""", 0, 3487542469355618313)]
    [InlineData("""{"errcode":40001,"errmsg":"invalid credential rid: 1-2-3"}""", 40001, null)]
    [InlineData("""{"errcode":-1,"errmsg":"system error"}""", -1, null)]
    [InlineData("""{}""", 0, null)]
    public void A_code_and_a_number_are_read(string body, int code, long? msgId) =>
        Assert.Equal(new WeChatAnswer(code, MsgId: msgId), WeChatAnswer.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_token_is_read() =>
        Assert.Equal(new WeChatAnswer(0, "abc", 7200), WeChatAnswer.Parse("{\"access_token\":\"abc\",\"expires_in\":7200}"u8.ToArray()));

    [Theory]
    [InlineData("")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"ok\"")]
    [InlineData("{\"errcode\":")]
    [InlineData("{\"errcode\":null}")]
    [InlineData("{\"errcode\":1.5}")]
    [InlineData("{\"errcode\":99999999999}")]
    [InlineData("{\"errcode\":true}")]
    [InlineData("{\"access_token\":\"a\",\"expires_in\":-1}")]
    public void What_cannot_be_read_counts_as_no_answer(string body) => Assert.Same(WeChatAnswer.None, WeChatAnswer.Parse(Encoding.UTF8.GetBytes(body)));
}
