using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.WeChat;

/// <summary>
/// WeChat's signature (签名): SHA-1, in lowercase hex, of three parts (token, timestamp, nonce) or four (and the text of
/// <c>Encrypt</c>), sorted by code unit and joined with nothing between.
/// </summary>
/// <remarks>
/// The three-part signature covers no part of a body. Nothing separates the parts, so digits can move between timestamp and
/// nonce: check their shapes first (<see cref="WeChatPushQuery"/>).
/// </remarks>
public static class WeChatSignature
{
    /// <summary>Characters of a signature.</summary>
    public const int Length = 2 * SHA1.HashSizeInBytes;

    /// <summary>The signature of the parts, given in any order.</summary>
    public static string Compute(params ReadOnlySpan<string> parts)
    {
        Span<byte> hex = stackalloc byte[Length];
        Write(parts, hex);
        return Encoding.ASCII.GetString(hex);
    }

    /// <summary>Whether <paramref name="given"/> is the parts' signature, compared in a time that does not tell how much of it is right.</summary>
    public static bool Matches(string? given, params ReadOnlySpan<string> parts)
    {
        Span<byte> expected = stackalloc byte[Length];
        Span<byte> actual = stackalloc byte[Length];
        Write(parts, expected);
        return given?.Length == Length
            && Ascii.FromUtf16(given, actual, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    private static void Write(ReadOnlySpan<string> parts, Span<byte> hex)
    {
        var sorted = parts.ToArray();
        // The default comparer asks the culture, which puts "a" before "B": signatures then fail for some tokens only.
        Array.Sort(sorted, StringComparer.Ordinal);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        Hash(sorted, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
    }

    private static void Hash(string[] sorted, Span<byte> hash)
    {
        var size = 0;
        foreach (var part in sorted) size += Encoding.UTF8.GetByteCount(part);
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        var end = 0;
        foreach (var part in sorted) end += Encoding.UTF8.GetBytes(part, bytes.AsSpan(end));
        SHA1.HashData(bytes.AsSpan(0, end), hash);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
    }
}
