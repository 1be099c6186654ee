using System.Text;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatVectorTests
{
    public static TheoryData<string> Signed => WeChatVectors.Ids("sig3");

    public static TheoryData<string> Received => WeChatVectors.Ids("msg");

    public static TheoryData<string> Sealed => WeChatVectors.Ids("enc");

    [Theory]
    [MemberData(nameof(Signed))]
    public void A_known_three_part_signature_comes_out(string id)
    {
        var vector = WeChatVectors.Get("sig3", id);
        Assert.Equal(vector.Signature, WeChatSignature.Compute(vector.Token, vector.Timestamp!, vector.Nonce!));
    }

    [Theory]
    [MemberData(nameof(Received))]
    public void A_known_sealed_push_is_signed_and_opens(string id)
    {
        var vector = WeChatVectors.Get("msg", id);
        Assert.True(WeChatSignature.Matches(vector.Signature, vector.Token, vector.Timestamp!, vector.Nonce!, vector.Encrypt!));
        Assert.Equal(WeChatGateReason.Accepted, new WeChatCrypto(vector.Key!, vector.Receiver!).Open(vector.Encrypt!, out var message));
        if (vector.Plain is not null) Assert.Equal(vector.Plain, Encoding.UTF8.GetString(message));
    }

    [Theory]
    [MemberData(nameof(Sealed))]
    public void A_known_message_is_sealed_to_the_same_bytes(string id)
    {
        var vector = WeChatVectors.Get("enc", id);
        var encrypt = new WeChatCrypto(vector.Key!, vector.Receiver!).Seal(Encoding.UTF8.GetBytes(vector.Plain!), Encoding.ASCII.GetBytes(vector.Random!));
        Assert.Equal(vector.Encrypt, encrypt);
        if (vector.Signature is not null) Assert.Equal(vector.Signature, WeChatSignature.Compute(vector.Token, vector.Timestamp!, vector.Nonce!, encrypt));
    }

    [Theory]
    [InlineData("B", "1616140317555161061")]
    [InlineData("G1", "5927782489442352469")]
    [InlineData("H1", "1288432023552776189")]
    public void A_sealed_echo_opens_to_its_digits(string id, string expected)
    {
        var vector = WeChatVectors.Get("msg", id);
        new WeChatCrypto(vector.Key!, vector.Receiver!).Open(vector.Encrypt!, out var message);
        Assert.Equal(expected, Encoding.UTF8.GetString(message));
    }

    [Theory]
    [InlineData("C", "oyORnuP8q7ou2gfYjqLzSIWZf0rs", 1409735668, "abcdteT", 6054768590064713728)]
    [InlineData("D", "oyORnuP8q7ou2gfYjqLzSIWZf0rs", 1410349438, "abcdteT", 6057404712141979648)]
    [InlineData("F", "mycreate", 1409659813, "hello", 4561255354251345929)]
    [InlineData("G2", "messense", 1411525903, "test", 4363689963896700987)]
    [InlineData("H2", "ChenJiaShun", 1476422779, "你好", 1456453720)]
    public void A_sealed_message_opens_to_its_fields(string id, string from, long createTime, string content, long msgId)
    {
        var push = Open(id);
        Assert.Equal((from, createTime, content, msgId), (push.FromUserName, push.CreateTime, push.Content, push.MsgId));
        Assert.Equal("text", push.MsgType);
    }

    [Fact]
    public void A_sealed_event_with_an_unknown_element_opens_to_its_fields()
    {
        var push = Open("E");
        Assert.True(push.Is("DEBUG_demo"));
        Assert.Null(push.MsgId);
    }

    [Theory]
    [InlineData(26, "sKqRbbiSUnDhFHOvPjtUMS1Nd7fI/rcjsVC1btvu0fmrCwNN39ALC5WIhyzhiSe/DJmXnNV7eRA2j6lJACJANf5Uwcqjd6aUyfMJBUYulBZJHjfzchd14r1SiKn7O/aK", "e4750f3f5e4902c8f9b3b8d1bcfd848988e42947")]
    [InlineData(25, "sKqRbbiSUnDhFHOvPjtUMQrNvEeR1qP5ilDJ0ryHt2o3ZMEIKUtjdlH9HiDF1maPatN/j/HUbqEizZjRT42zpw==", "ae909db87143dc31fcde689f47515ad8aae5bec8")]
    [InlineData(10, "sKqRbbiSUnDhFHOvPjtUMS+lHNJWnCXuWI24OxnDqtTV58hrQge4nEE9g4+Xi+4rPZfGCjq6Fdeh37W3iW0MCg==", "30528ea6201898c9ec9b2d6d336b3f416cb469e8")]
    [InlineData(9, "sKqRbbiSUnDhFHOvPjtUMdCdM3ZiVcRkNmw821paJXjTEb4C8EZC9ThkOxiceBuunn/WT19F9yqUP7m/lUqJ9w==", "f5d61e781f9613ff15148d1fa6971e15d0cee12c")]
    [InlineData(0, "sKqRbbiSUnDhFHOvPjtUMU5qwF3QTRQT35ZLQKNzkIFzNtEiqzhRA2bjiTq/aLNxdb+TySor6nIW5pigQ2NbKg==", "535501bc18963cd22a57d202a5c0b1845dbb82a1")]
    public void A_message_at_the_edge_of_the_padding_is_sealed_to_the_same_bytes(int length, string encrypt, string signature)
    {
        var crypto = new WeChatCrypto("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7");
        var message = Encoding.UTF8.GetBytes(new string('a', length));
        Assert.Equal(encrypt, crypto.Seal(message, "0123456789abcdef"u8));
        Assert.Equal(signature, WeChatSignature.Compute("QDG6eK", "1700000000", "1234567890", encrypt));
        Assert.Equal(WeChatGateReason.Accepted, crypto.Open(encrypt, out var opened));
        Assert.Equal(message, opened.ToArray());
    }

    private static WeChatPush Open(string id)
    {
        var vector = WeChatVectors.Get("msg", id);
        new WeChatCrypto(vector.Key!, vector.Receiver!).Open(vector.Encrypt!, out var message);
        return WeChatPush.From(WeChatXmlReader.Read(message)!, WeChatKey.Current)!;
    }
}
