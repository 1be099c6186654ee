using System.Buffers;

namespace Serverless.WeChat;

/// <summary>
/// The shapes of signed values. A signature has no separators, so a value that may have any shape could lend digits to its
/// neighbour and keep the signature right.
/// </summary>
internal static class WeChatShape
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Digit = SearchValues.Create(Digits);
    private static readonly SearchValues<char> Hex = SearchValues.Create(Digits + "abcdef");
    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Digits + Letters);
    private static readonly SearchValues<char> Base64 = SearchValues.Create(Digits + Letters + "+/=_-");
    private static readonly SearchValues<char> Name = SearchValues.Create(Digits + Letters + "_-.@");

    public static bool IsTimestamp(string value) => value.Length == 10 && Only(value, Digit);

    public static bool IsNonce(string value) => value.Length is >= 1 and <= 32 && Only(value, Alphanumeric);

    public static bool IsSignature(string value) => value.Length == WeChatSignature.Length && Only(value, Hex);

    public static bool IsEcho(string value) => value.Length is >= 1 and <= 512 && Only(value, Base64);

    // An openid, an account's original id, or one of WeChat's own senders (mphelper).
    public static bool IsUserName(string value) => value.Length is >= 1 and <= 64 && Only(value, Name);

    private static bool Only(string value, SearchValues<char> letters) => !value.AsSpan().ContainsAnyExcept(letters);
}
