using System.Buffers;
using System.Text.Unicode;

namespace Serverless.WeChat;

/// <summary>The XML around a sealed reply; WeChat reads exactly these four elements.</summary>
internal static class WeChatEnvelope
{
    private const int Markup = 256;

    /// <summary>The envelope as UTF-8 without a BOM.</summary>
    public static byte[] Of(string encrypt, string signature, string timestamp, string nonce)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Markup + encrypt.Length + signature.Length + timestamp.Length + nonce.Length);
        Utf8.TryWrite(
            rented,
            $"<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature><TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>",
            out var length);
        var envelope = rented.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return envelope;
    }
}
