using System.Security.Cryptography;
using System.Text;

namespace Serverless.Platform;

/// <summary>Ids made from what they identify: the same parts give the same id wherever and whenever it is made.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 over the parts. Each part is led by its length, so that ("ab","c") and ("a","bc") differ.</summary>
    public static byte[] Of(params ReadOnlySpan<string> parts) => SHA256.HashData(Join(parts));

    /// <summary>The first 16 bytes of <see cref="Of"/> in lower-case hexadecimal: 32 characters, fit for a key.</summary>
    public static string Key(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(Of(parts).AsSpan(0, 16));

    /// <summary>The same for bytes as they are.</summary>
    public static string KeyOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>HMAC-SHA256 with a secret pepper, 32 hexadecimal characters: tells persons apart without naming them.</summary>
    public static string Secret(string pepper, params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(pepper), Join(parts)).AsSpan(0, 16));

    private static byte[] Join(ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
