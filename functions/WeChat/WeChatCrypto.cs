using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.WeChat;

/// <summary>
/// Seals and opens what WeChat calls <c>Encrypt</c>: AES-256-CBC over random[16], length[4, big-endian], message, receiver's
/// id, padded to a multiple of 32. The receiver's id is the AppID of an official account and the CorpID of WeCom.
/// </summary>
/// <param name="encodingAesKey">43 letters and digits: base64 of the 32-byte key without its last <c>=</c>.</param>
/// <param name="receiverId">The id that every sealed message must carry.</param>
public sealed class WeChatCrypto(string encodingAesKey, string receiverId)
{
    /// <summary>Bytes of random data before the message.</summary>
    public const int RandomSize = 16;

    private const int Head = RandomSize + sizeof(uint);
    private const int CipherBlock = 16;
    // WeChat pads as PKCS#7 would with a block of 32, which the library's PKCS#7 refuses above 16.
    private const int PadBlock = 32;
    private static readonly SearchValues<char> Base64Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private readonly byte[] key = KeyOf(encodingAesKey);
    private readonly byte[] receiver = Encoding.UTF8.GetBytes(receiverId);

    /// <summary>The 32 bytes of an EncodingAESKey; a <see cref="FormatException"/> that does not quote it if it is none.</summary>
    public static byte[] KeyOf(string encodingAesKey)
    {
        var key = new byte[32];
        return encodingAesKey.Length == 43 && Convert.TryFromBase64String(encodingAesKey + "=", key, out var size) && size == key.Length
            ? key
            : throw new FormatException("An EncodingAESKey is 43 letters and digits that hold 32 bytes.");
    }

    /// <summary>
    /// Opens the base64 text of <c>Encrypt</c>. Check its signature first. Answers <see cref="WeChatGateReason.Accepted"/>,
    /// <see cref="WeChatGateReason.Undecryptable"/> or <see cref="WeChatGateReason.WrongReceiver"/>, and never throws for bad input.
    /// </summary>
    public WeChatGateReason Open(string encrypt, out ArraySegment<byte> message)
    {
        message = default;
        var plain = Decrypt(encrypt);
        var end = plain.Length - PaddingOf(plain);
        if (end == plain.Length || end < Head) return WeChatGateReason.Undecryptable;
        var length = BinaryPrimitives.ReadUInt32BigEndian(plain.AsSpan(RandomSize));
        if (length > end - Head) return WeChatGateReason.Undecryptable;
        message = new ArraySegment<byte>(plain, Head, (int)length);
        return CryptographicOperations.FixedTimeEquals(plain.AsSpan(Head + (int)length, end - Head - (int)length), receiver)
            ? WeChatGateReason.Accepted
            : WeChatGateReason.WrongReceiver;
    }

    /// <summary>Seals a message with fresh random data; the answer is base64.</summary>
    public string Seal(ReadOnlySpan<byte> message)
    {
        Span<byte> random = stackalloc byte[RandomSize];
        RandomNumberGenerator.Fill(random);
        return Seal(message, random);
    }

    /// <summary>Seals a message with the 16 random bytes given, for known vectors.</summary>
    public string Seal(ReadOnlySpan<byte> message, ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomSize);
        var size = Head + message.Length + receiver.Length;
        var padding = PadBlock - size % PadBlock;
        var bytes = new byte[size + padding];
        random.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(RandomSize), message.Length);
        message.CopyTo(bytes.AsSpan(Head));
        receiver.CopyTo(bytes.AsSpan(Head + message.Length));
        bytes.AsSpan(size).Fill((byte)padding);
        return Encrypt(bytes);
    }

    private string Encrypt(byte[] bytes)
    {
        using var aes = Cipher();
        aes.EncryptCbc(bytes, key.AsSpan(0, CipherBlock), bytes, PaddingMode.None);
        return Convert.ToBase64String(bytes);
    }

    // Empty when the text is not strict base64 of whole cipher blocks. The decoder alone would skip white space.
    private byte[] Decrypt(string encrypt)
    {
        if (encrypt.Length % 4 != 0 || encrypt.AsSpan().ContainsAnyExcept(Base64Letters)) return [];
        var bytes = new byte[Base64Size(encrypt)];
        if (bytes.Length % CipherBlock != 0 || !Convert.TryFromBase64String(encrypt, bytes, out var size) || size != bytes.Length) return [];
        using var aes = Cipher();
        aes.DecryptCbc(bytes, key.AsSpan(0, CipherBlock), bytes, PaddingMode.None);
        return bytes;
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.SetKey(key);
        return aes;
    }

    private static int Base64Size(string text) =>
        text.Length / 4 * 3 - (text.EndsWith("==", StringComparison.Ordinal) ? 2 : text.EndsWith('=') ? 1 : 0);

    // 0 when the padding is wrong: several libraries then take the text as not padded; a forged one must not pass so.
    private static int PaddingOf(ReadOnlySpan<byte> plain)
    {
        if (plain.IsEmpty) return 0;
        int padding = plain[^1];
        return padding is >= 1 and <= PadBlock && padding <= plain.Length && !plain[^padding..].ContainsAnyExcept((byte)padding) ? padding : 0;
    }
}
