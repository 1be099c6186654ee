using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Keeps contacts unreadable in storage: AES-256-GCM with a key made from the senders' pepper (HKDF, RFC 5869), bound to the message
/// they came with. <c>1.</c> and Base64Url of nonce, tag and text; the number is for the next key.
/// </summary>
public static class ContactSeal
{
    private const string Version = "1.";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static string Close(SenderContact contact, string pepper, string sourceKey)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(contact, Json.Options);
        var closed = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Key(pepper), TagBytes);
        aes.Encrypt(closed.AsSpan(0, NonceBytes), plain, closed.AsSpan(NonceBytes + TagBytes), closed.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(sourceKey));
        return Version + Base64Url.EncodeToString(closed);
    }

    /// <summary>The contact, or null when it was sealed with another pepper or beside another message.</summary>
    public static SenderContact? Open(string text, string pepper, string sourceKey)
    {
        if (!text.StartsWith(Version, StringComparison.Ordinal) || !Base64Url.IsValid(text.AsSpan(Version.Length))) return null;
        var closed = Base64Url.DecodeFromChars(text.AsSpan(Version.Length)).AsSpan();
        if (closed.Length < NonceBytes + TagBytes) return null;
        var plain = new byte[closed.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Key(pepper), TagBytes);
        try
        {
            aes.Decrypt(closed[..NonceBytes], closed[(NonceBytes + TagBytes)..], closed.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(sourceKey));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize<SenderContact>(plain, Json.Options);
    }

    private static byte[] Key(string pepper) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(pepper), 32, info: "contact"u8.ToArray());
}
