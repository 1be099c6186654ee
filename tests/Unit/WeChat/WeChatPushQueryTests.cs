using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatPushQueryTests
{
    private const string Signature = "16120ec1b8dbb870f510d87ce6bc2463eae6ca1a";
    private const string Good = $"?signature={Signature}&timestamp=1409735669&nonce=1320562132&openid=o&encrypt_type=aes&msg_signature={Signature}";

    [Fact]
    public void The_parameters_of_a_push_are_read() =>
        Assert.Equal(new WeChatPushQuery("1409735669", "1320562132", Signature, Signature, "aes", null), WeChatPushQuery.Parse(Good));

    [Fact]
    public void The_question_mark_may_be_missing() => Assert.Equal(WeChatPushQuery.Parse(Good), WeChatPushQuery.Parse(Good[1..]));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?timestamp=1409735669")]
    [InlineData("?nonce=1320562132")]
    public void Without_timestamp_and_nonce_there_is_no_query(string? query) => Assert.Null(WeChatPushQuery.Parse(query));

    [Theory]
    [InlineData("timestamp=1409735669")]
    [InlineData("nonce=1320562132")]
    [InlineData("nonce=b")]
    [InlineData("NONCE=b")]
    [InlineData("nonce")]
    [InlineData("nonce=")]
    [InlineData("encrypt_type=aes")]
    [InlineData($"signature={Signature}")]
    [InlineData($"Msg_Signature={Signature}")]
    public void A_parameter_given_twice_spoils_the_query(string again)
    {
        Assert.Null(WeChatPushQuery.Parse($"{Good}&{again}"));
        Assert.Null(WeChatPushQuery.Parse($"{again}&{Good[1..]}"));
    }

    [Theory]
    // Digits may not move between timestamp and nonce: the signature would stay the same.
    [InlineData("409735669", "13205621321")]
    [InlineData("14097356691", "320562132")]
    [InlineData("１４０９７３５６６９", "1320562132")]
    [InlineData("+140973566", "1320562132")]
    [InlineData("-140973566", "1320562132")]
    [InlineData("1409735669%0A", "1320562132")]
    [InlineData("1409735669", "")]
    [InlineData("1409735669", "a-b")]
    [InlineData("1409735669", "a%20b")]
    [InlineData("1409735669", "路")]
    [InlineData("1409735669", "a%00")]
    [InlineData("1409735669", "123456789012345678901234567890123")]
    public void A_timestamp_or_nonce_out_of_shape_spoils_the_query(string timestamp, string nonce) =>
        Assert.Null(WeChatPushQuery.Parse($"?signature={Signature}&timestamp={timestamp}&nonce={nonce}"));

    [Theory]
    [InlineData("16120EC1B8DBB870F510D87CE6BC2463EAE6CA1A")]
    [InlineData("16120ec1b8dbb870f510d87ce6bc2463eae6ca1")]
    [InlineData("16120ec1b8dbb870f510d87ce6bc2463eae6ca1ag")]
    [InlineData("16120ec1b8dbb870f510d87ce6bc2463eae6ca1g")]
    [InlineData("")]
    public void A_signature_out_of_shape_spoils_the_query(string signature)
    {
        Assert.Null(WeChatPushQuery.Parse($"?timestamp=1409735669&nonce=1&signature={signature}"));
        Assert.Null(WeChatPushQuery.Parse($"?timestamp=1409735669&nonce=1&msg_signature={signature}"));
    }

    [Theory]
    [InlineData("AES")]
    [InlineData("des")]
    [InlineData("")]
    public void An_unknown_kind_of_encryption_spoils_the_query(string kind) => Assert.Null(WeChatPushQuery.Parse($"?timestamp=1409735669&nonce=1&encrypt_type={kind}"));

    [Theory]
    [InlineData("4375120948345356249", "4375120948345356249")]
    [InlineData("a%2Bb%2F%3D", "a+b/=")]
    [InlineData("a+b", "a+b")]
    [InlineData("a%20b", "a+b")]
    public void An_echo_is_decoded_once_and_keeps_its_plus_signs(string sent, string read) =>
        Assert.Equal(read, WeChatPushQuery.Parse($"?timestamp=1409735669&nonce=1&echostr={sent}")!.Echo);

    [Theory]
    [InlineData("")]
    [InlineData("<script>")]
    [InlineData("%3Cscript%3E")]
    [InlineData("a%0Ab")]
    [InlineData("路")]
    public void An_echo_that_a_browser_could_run_spoils_the_query(string echo) => Assert.Null(WeChatPushQuery.Parse($"?timestamp=1409735669&nonce=1&echostr={echo}"));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_request_is_fresh_within_the_window_on_both_sides(int seconds, bool expected) => Assert.Equal(
        expected,
        WeChatPushQuery.Parse(Good)!.IsFresh(DateTimeOffset.FromUnixTimeSeconds(1409735669 + seconds), TimeSpan.FromSeconds(300)));
}
