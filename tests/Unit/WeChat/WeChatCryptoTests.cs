using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatCryptoTests
{
    private const string Key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private const string AppId = "wx5823bf96d3bd56c7";
    private static readonly WeChatCrypto Crypto = new(Key, AppId);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 65)];

    public static TheoryData<int> Paddings => [.. Enumerable.Range(1, 32)];

    [Property(MaxTest = 200)]
    public bool What_was_sealed_opens_to_the_same_bytes(byte[] message) =>
        Crypto.Open(Crypto.Seal(message), out var opened) == WeChatGateReason.Accepted && opened.AsSpan().SequenceEqual(message);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_length_of_padding_comes_and_goes(int length)
    {
        var message = new byte[length];
        Assert.Equal(WeChatGateReason.Accepted, Crypto.Open(Crypto.Seal(message), out var opened));
        Assert.Equal(message, opened.ToArray());
    }

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Any_padding_from_1_to_32_is_taken_that_fills_cipher_blocks(int padding)
    {
        // One peer pads to 16, not 32.
        var message = new byte[160 - padding - 20 - AppId.Length];
        Assert.Equal(WeChatGateReason.Accepted, Crypto.Open(Raw([.. Plain(message), .. Pad(padding)]), out var opened));
        Assert.Equal(message.Length, opened.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(255)]
    public void A_padding_outside_1_to_32_is_refused(byte last)
    {
        var plain = Plain(new byte[320 - 20 - AppId.Length - 256]);
        Assert.Equal(WeChatGateReason.Undecryptable, Crypto.Open(Raw([.. plain, .. Enumerable.Repeat(last, 256)]), out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(14)]
    public void A_padding_whose_bytes_differ_is_refused(int wrong)
    {
        var padding = Pad(16);
        padding[wrong] ^= 1;
        Assert.Equal(WeChatGateReason.Undecryptable, Crypto.Open(Raw([.. Plain(new byte[64 - 16 - 20 - AppId.Length + 32]), .. padding]), out _));
    }

    [Theory]
    [InlineData(13u)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(1069174486u)]
    public void A_length_that_passes_the_end_is_refused(uint length)
    {
        var plain = new byte[48];
        BinaryPrimitives.WriteUInt32BigEndian(plain.AsSpan(16), length);
        Pad(16).CopyTo(plain, 32);
        Assert.Equal(WeChatGateReason.Undecryptable, Crypto.Open(Raw(plain), out _));
    }

    [Property(MaxTest = 200)]
    public Property Garbage_of_whole_blocks_never_opens() => Prop.ForAll(Gen.Choose(1, 8).SelectMany(blocks => ArbMap.Default.GeneratorFor<byte>().ArrayOf(blocks * 16)).ToArbitrary(), bytes =>
        Crypto.Open(Convert.ToBase64String(bytes), out _) != WeChatGateReason.Accepted);

    [Fact]
    public void Nothing_but_padding_and_less_than_a_head_is_refused()
    {
        Assert.Equal(WeChatGateReason.Undecryptable, Crypto.Open(Raw(Pad(32)), out _));
        Assert.Equal(WeChatGateReason.Undecryptable, Crypto.Open(Raw([.. new byte[16], .. Pad(16)]), out _));
    }

    [Theory]
    [InlineData("wx5823bf96d3bd56c8")]
    [InlineData("wx5823bf96d3bd56c")]
    [InlineData("wx5823bf96d3bd56c77")]
    [InlineData("WX5823BF96D3BD56C7")]
    [InlineData("")]
    public void A_message_for_another_account_is_refused(string receiver) =>
        Assert.Equal(WeChatGateReason.WrongReceiver, Crypto.Open(new WeChatCrypto(Key, receiver).Seal("x"u8), out _));

    [Fact]
    public void Another_key_does_not_open_it() =>
        Assert.Equal(WeChatGateReason.Undecryptable, new WeChatCrypto("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", AppId).Open(Crypto.Seal("x"u8), out _));

    [Fact]
    public void Only_strict_base64_of_whole_cipher_blocks_is_looked_at()
    {
        var text = Crypto.Seal("hello"u8);
        string[] wrong =
        [
            "", " ", "=", "====", text + " ", text + "\n", text.Insert(8, "\n"), text.Insert(8, "    "), text[..^1], text[..^4], text + "AAAA", text.Replace('+', '-').Replace('/', '_') + "-",
            text.TrimEnd('=') + "!=", text + text, "=" + text[1..], "AAAA", new string('A', 20),
        ];
        Assert.All(wrong, one => Assert.Equal(WeChatGateReason.Undecryptable, Crypto.Open(one, out _)));
    }

    [Fact]
    public void A_message_keeps_its_line_feeds_and_counts_bytes()
    {
        var message = "\n路灯😀\n"u8.ToArray();
        Crypto.Open(Crypto.Seal(message), out var opened);
        Assert.Equal(message, opened.ToArray());
    }

    [Fact]
    public void No_two_seals_are_alike() => Assert.NotEqual(Crypto.Seal("x"u8), Crypto.Seal("x"u8));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789ABCDEF")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789ABCDE G")]
    public void A_key_that_is_none_is_not_quoted(string key)
    {
        var fault = Assert.Throws<FormatException>(() => new WeChatCrypto(key, AppId));
        if (key.Length > 0) Assert.DoesNotContain(key, fault.Message);
    }

    private static byte[] Plain(byte[] message)
    {
        var plain = new byte[20 + message.Length + AppId.Length];
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), message.Length);
        message.CopyTo(plain, 20);
        Encoding.ASCII.GetBytes(AppId).CopyTo(plain, 20 + message.Length);
        return plain;
    }

    private static byte[] Pad(int count) => [.. Enumerable.Repeat((byte)count, count)];

    private static string Raw(byte[] plain)
    {
        var key = Convert.FromBase64String(Key + "=");
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToBase64String(aes.EncryptCbc(plain, key[..16], PaddingMode.None));
    }
}
