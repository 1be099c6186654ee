using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

/// <summary>Every row of what attackers do, and every mode of the account.</summary>
public sealed class WeChatGateTests
{
    private const string OldKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1409735669);

    private static readonly WeChatOptions Secure = new()
    {
        AppId = "wxb11529c136998cb6", AppSecret = "s", Token = "localtoken", DefaultStation = An.Id("na001"),
        EncodingAESKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    };

    private static readonly WeChatOptions Plain = Secure with { Mode = WeChatOptions.Plain, EncodingAESKey = null };
    private static readonly WeChatOptions Compatible = Secure with { Mode = WeChatOptions.Compatible };
    private static readonly WeChatGate Gate = new(Secure);
    private static readonly WeChatSender Sender = new(Secure);

    [Theory]
    [InlineData(WeChatOptions.Secure)]
    [InlineData(WeChatOptions.Compatible)]
    [InlineData(WeChatOptions.Plain)]
    public void A_genuine_push_is_let_in_in_its_own_mode(string mode)
    {
        var push = Accept(Secure with { Mode = mode }, Text(Secure with { Mode = mode }));
        Assert.Equal(("oA", "路灯坏了😀", 6054768590064713728), (push.FromUserName, push.Content, push.MsgId));
        Assert.Equal(mode == WeChatOptions.Plain ? WeChatKey.None : WeChatKey.Current, push.Key);
    }

    [Theory]
    [InlineData(WeChatOptions.Secure, WeChatOptions.Plain, WeChatGateReason.NotEncrypted)]
    [InlineData(WeChatOptions.Compatible, WeChatOptions.Plain, WeChatGateReason.NotEncrypted)]
    [InlineData(WeChatOptions.Plain, WeChatOptions.Secure, WeChatGateReason.Encrypted)]
    [InlineData(WeChatOptions.Plain, WeChatOptions.Compatible, WeChatGateReason.Encrypted)]
    public void The_mode_is_the_accounts_and_not_the_requests(string account, string request, WeChatGateReason reason) =>
        Refuse(Secure with { Mode = account }, Text(Secure with { Mode = request }), reason);

    [Fact]
    public void A_plain_body_under_a_sealed_pushs_query_is_refused()
    {
        var (good, plain) = (Text(Secure), Text(Plain));
        Refuse(Secure, good with { Body = plain.Body }, WeChatGateReason.NotEncrypted);
        Refuse(Compatible, Text(Compatible) with { Body = plain.Body }, WeChatGateReason.NotEncrypted);
        Refuse(Secure, good with { Query = good.Query.Replace("aes", "raw") }, WeChatGateReason.NotEncrypted);
        Refuse(Secure, good with { Query = good.Query[..good.Query.IndexOf("&msg_signature", StringComparison.Ordinal)] }, WeChatGateReason.NotEncrypted);
    }

    [Fact]
    public void A_plain_account_refuses_a_push_that_says_it_is_sealed()
    {
        var plain = Text(Plain);
        Refuse(Plain, plain with { Query = plain.Query + "&encrypt_type=aes" }, WeChatGateReason.Encrypted);
        Refuse(Plain, plain with { Query = plain.Query + "&msg_signature=" + new string('a', 40) }, WeChatGateReason.Encrypted);
        Assert.NotNull(Accept(Plain, plain with { Query = plain.Query + "&encrypt_type=raw" }));
    }

    [Fact]
    public void A_plain_account_refuses_what_is_not_signed()
    {
        var plain = Text(Plain);
        Refuse(Plain, plain with { Query = plain.Query.Replace("nonce=1", "nonce=2") }, WeChatGateReason.WrongSignature);
        Refuse(Plain, plain with { Query = plain.Query[plain.Query.IndexOf("timestamp", StringComparison.Ordinal)..] }, WeChatGateReason.WrongSignature);
    }

    [Fact]
    public void In_compatible_mode_the_bare_fields_beside_the_sealed_ones_are_not_read()
    {
        var request = Text(Compatible);
        var body = Encoding.UTF8.GetString(request.Body);
        Assert.Contains("<FromUserName>", body);
        var forged = request with { Body = Encoding.UTF8.GetBytes(body.Replace("[oA]", "[oB]").Replace("路灯坏了", "钱没了")) };
        Assert.Equal(("oA", "路灯坏了😀"), (Accept(Compatible, forged).FromUserName, Accept(Compatible, forged).Content));
    }

    [Fact]
    public void The_signature_of_a_URL_check_does_not_open_the_door_to_an_empty_seal()
    {
        var signature = WeChatSignature.Compute(Secure.Token, "1409735669", "1320562132");
        var query = $"timestamp=1409735669&nonce=1320562132&encrypt_type=aes&msg_signature={signature}";
        Refuse(Secure, new(query, "<xml><Encrypt></Encrypt></xml>"u8.ToArray()), WeChatGateReason.NotEncrypted);
        Refuse(Secure, new(query, "<xml><Encrypt/></xml>"u8.ToArray()), WeChatGateReason.NotEncrypted);
    }

    [Fact]
    public void Digits_do_not_move_between_timestamp_and_nonce()
    {
        var request = Text(Secure);
        Refuse(Secure, request with { Query = request.Query.Replace("timestamp=1409735669&nonce=1320562132", "timestamp=409735669&nonce=13205621321") }, WeChatGateReason.BadQuery);
    }

    [Fact]
    public void A_push_made_for_another_account_is_refused() =>
        Refuse(Secure, Text(Secure with { AppId = "wx2c2769f8efd9abc2" }), WeChatGateReason.WrongReceiver);

    [Fact]
    public void A_push_signed_with_another_token_is_refused() => Refuse(Secure, Text(Secure with { Token = "othertoken" }), WeChatGateReason.WrongSignature);

    [Fact]
    public void A_push_sealed_with_another_key_is_refused() => Refuse(Secure, Text(Secure with { EncodingAESKey = OldKey }), WeChatGateReason.Undecryptable);

    [Fact]
    public void While_the_key_is_changed_both_open_and_each_reply_is_sealed_with_the_key_its_push_came_in()
    {
        var rotating = Secure with { PreviousEncodingAESKey = OldKey };
        var old = Accept(rotating, Text(Secure with { EncodingAESKey = OldKey }));
        Assert.Equal(WeChatKey.Previous, old.Key);
        Assert.Equal("<xml/>", OpenReply(new WeChatGate(rotating).Seal(old, "<xml/>", "1409735669", "n"), OldKey));
        Assert.Equal("<xml/>", OpenReply(new WeChatGate(rotating).Seal(Accept(rotating, Text(Secure)), "<xml/>", "1409735669", "n"), Secure.EncodingAESKey!));
    }

    [Theory]
    [InlineData("<xml><Encrypt>AAAA")]
    [InlineData("{\"Encrypt\":\"AAAA\"}")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xml><Encrypt>&a;</Encrypt></xml>")]
    [InlineData("<xml><Encrypt>AAAA</Encrypt><Encrypt>BBBB</Encrypt></xml>")]
    public void The_outer_XML_is_read_strictly_before_any_signature(string body) =>
        Refuse(Secure, Text(Secure) with { Body = Encoding.UTF8.GetBytes(body) }, WeChatGateReason.BadXml);

    [Fact]
    public void An_empty_and_an_oversized_body_are_refused()
    {
        Refuse(Secure, Text(Secure) with { Body = [] }, WeChatGateReason.BadSize);
        Refuse(Secure, Text(Secure) with { Body = new byte[WeChatXml.MaxBytes + 1] }, WeChatGateReason.BadSize);
    }

    [Theory]
    [InlineData("<xml><Content>no names</Content></xml>")]
    [InlineData("not xml")]
    [InlineData("<!DOCTYPE xml><xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId><Content>a&#1;</Content></xml>")]
    public void What_is_sealed_is_read_as_strictly_and_told_apart_as_WeChats_own(string inner) => Refuse(Secure, Sender.Push(inner, Now), WeChatGateReason.Unusable);

    [Fact]
    public void Control_characters_in_a_sealed_text_go_and_the_rest_of_it_stays() => Assert.Equal(
        "路灯\n坏了😀",
        Accept(Secure, Sender.Push("<xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId><Content><![CDATA[路\u0001灯\n坏\u0000了😀\u001f]]></Content></xml>", Now)).Content);

    [Fact]
    public void A_null_query_is_refused_like_any_other()
    {
        Assert.False(Gate.TryOpen(null, Text(Secure).Body, out var push, out var reason));
        Assert.Equal((null, WeChatGateReason.BadQuery), (push, reason));
    }

    [Property(MaxTest = 5_000)]
    public Property A_push_with_one_byte_changed_is_refused_or_the_very_same_and_never_a_fault()
    {
        var request = Text(Secure);
        var genuine = Accept(Secure, request);
        var changes = from at in Gen.Choose(0, request.Body.Length - 1) from value in Gen.Choose(0, 255) select (at, (byte)value);
        return Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var body = request.Body.ToArray();
            body[change.at] = change.Item2;
            return !Gate.TryOpen(WeChatPushQuery.Parse(request.Query), body, out var push, out _) || push == genuine;
        });
    }

    [Property(MaxTest = 200)]
    public bool Any_bytes_and_any_query_are_refused_without_a_fault(byte[] body, string? query) =>
        new[] { Gate, new(Plain), new(Compatible) }.All(gate => !gate.TryOpen(WeChatPushQuery.Parse(query), body, out _, out _))
        && !Gate.TryOpen(WeChatPushQuery.Parse(Text(Secure).Query), body, out _, out _);

    [Property(MaxTest = 200)]
    public bool Any_sealed_bytes_are_refused_without_a_fault(byte[] inner)
    {
        var encrypt = new WeChatCrypto(Secure.EncodingAESKey!, Secure.AppId).Seal(inner);
        var query = $"timestamp=1409735669&nonce=n&encrypt_type=aes&msg_signature={WeChatSignature.Compute(Secure.Token, "1409735669", "n", encrypt)}";
        return !Gate.TryOpen(WeChatPushQuery.Parse(query), Encoding.UTF8.GetBytes($"<xml><Encrypt>{encrypt}</Encrypt></xml>"), out _, out var reason)
            && reason == WeChatGateReason.Unusable;
    }

    [Fact]
    public void A_reply_goes_back_in_the_form_of_its_push()
    {
        var reply = WeChatReply.Text(Accept(Secure, Text(Secure)), "已收到", Now);
        Assert.Equal(reply, OpenReply(Gate.Seal(Accept(Secure, Text(Secure)), reply, "1409735669", "1320562132"), Secure.EncodingAESKey!));
        Assert.Equal(reply, Encoding.UTF8.GetString(new WeChatGate(Plain).Seal(Accept(Plain, Text(Plain)), reply, "1409735669", "1320562132")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(WeChatReply.Success)]
    public void What_only_acknowledges_is_never_sealed(string reply) => Assert.Equal(Encoding.UTF8.GetBytes(reply), Gate.Seal(Accept(Secure, Text(Secure)), reply, "1409735669", "n"));

    [Theory]
    [InlineData("140973566", "n")]
    [InlineData("1409735669", "]]>")]
    [InlineData("1409735669", "")]
    public void A_reply_is_not_sealed_under_a_timestamp_or_nonce_out_of_shape(string timestamp, string nonce) =>
        Assert.Throws<ArgumentException>(() => Gate.Seal(Accept(Secure, Text(Secure)), "<xml/>", timestamp, nonce));

    [Theory]
    [InlineData(WeChatOptions.Secure)]
    [InlineData(WeChatOptions.Compatible)]
    [InlineData(WeChatOptions.Plain)]
    public void A_URL_check_is_answered_with_its_echo_in_every_mode(string mode)
    {
        // The example of the official page.
        var gate = new WeChatGate(Secure with { Mode = mode, Token = "AAAAA" });
        var query = "?signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249&timestamp=1714036504&nonce=1514711492";
        Assert.True(gate.TryVerifyUrl(WeChatPushQuery.Parse(query), out var echo, out _));
        Assert.Equal("4375120948345356249", echo);
    }

    [Theory]
    [InlineData("?signature=e464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249&timestamp=1714036504&nonce=1514711492", WeChatGateReason.WrongSignature)]
    [InlineData("?echostr=4375120948345356249&timestamp=1714036504&nonce=1514711492", WeChatGateReason.BadQuery)]
    [InlineData("?signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492", WeChatGateReason.BadQuery)]
    [InlineData("?signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=<script>&timestamp=1714036504&nonce=1514711492", WeChatGateReason.BadQuery)]
    [InlineData("?signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=1&echostr=2&timestamp=1714036504&nonce=1514711492", WeChatGateReason.BadQuery)]
    [InlineData("", WeChatGateReason.BadQuery)]
    public void A_forged_URL_check_gets_no_echo(string query, WeChatGateReason expected)
    {
        Assert.False(new WeChatGate(Secure with { Token = "AAAAA" }).TryVerifyUrl(WeChatPushQuery.Parse(query), out var echo, out var reason));
        Assert.Equal((null, expected), (echo, reason));
    }

    [Fact]
    public void A_request_is_fresh_for_as_long_as_the_setting_says()
    {
        var query = WeChatPushQuery.Parse(Text(Secure).Query)!;
        Assert.True(Gate.IsFresh(query, Now.AddSeconds(300)));
        Assert.False(Gate.IsFresh(query, Now.AddSeconds(301)));
        Assert.False(new WeChatGate(Secure with { ReplayWindowSeconds = 60 }).IsFresh(query, Now.AddSeconds(61)));
    }

    private static WeChatSender.Request Text(WeChatOptions options) => new WeChatSender(Keyed(options)).Text("oA", "路灯坏了😀", 6054768590064713728, Now);

    private static WeChatPush Accept(WeChatOptions options, WeChatSender.Request request)
    {
        Assert.True(new WeChatGate(Keyed(options)).TryOpen(WeChatPushQuery.Parse(request.Query), request.Body, out var push, out var reason), reason.ToString());
        return push;
    }

    private static void Refuse(WeChatOptions options, WeChatSender.Request request, WeChatGateReason expected)
    {
        Assert.False(new WeChatGate(Keyed(options)).TryOpen(WeChatPushQuery.Parse(request.Query), request.Body, out var push, out var reason));
        Assert.Equal((null, expected), (push, reason));
    }

    private static WeChatOptions Keyed(WeChatOptions options) => options with { EncodingAESKey = options.EncodingAESKey ?? Secure.EncodingAESKey };

    private static string OpenReply(byte[] envelope, string key)
    {
        Assert.NotEqual(0xEF, envelope[0]);
        var xml = System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(envelope)).Root!;
        var (encrypt, timestamp, nonce) = (xml.Element("Encrypt")!.Value, xml.Element("TimeStamp")!.Value, xml.Element("Nonce")!.Value);
        Assert.Equal(WeChatSignature.Compute(Secure.Token, timestamp, nonce, encrypt), xml.Element("MsgSignature")!.Value);
        Assert.Equal(WeChatGateReason.Accepted, new WeChatCrypto(key, Secure.AppId).Open(encrypt, out var message));
        return Encoding.UTF8.GetString(message);
    }
}
