namespace Serverless.WeChat;

/// <summary>The parameters of one request of WeChat's, each present at most once and of its shape.</summary>
/// <param name="Timestamp">Seconds since 1970, ten digits.</param>
/// <param name="Nonce">1 to 32 letters and digits.</param>
/// <param name="Signature">The three-part signature: 40 lowercase hex digits.</param>
/// <param name="MessageSignature">The four-part signature (<c>msg_signature</c>) of an encrypted push.</param>
/// <param name="EncryptType"><c>aes</c>, <c>raw</c> or absent.</param>
/// <param name="Echo">What a URL check wants back (<c>echostr</c>): 1 to 512 base64 characters.</param>
/// <remarks><c>openid</c> and whatever else stands in the query is covered by no signature and is not read.</remarks>
public sealed record WeChatPushQuery(
    string Timestamp, string Nonce, string? Signature, string? MessageSignature, string? EncryptType, string? Echo)
{
    private static readonly string[] Names = ["timestamp", "nonce", "signature", "msg_signature", "encrypt_type", "echostr"];

    /// <summary>Reads a query string with or without its <c>?</c>; null when a parameter is missing, given twice or out of shape.</summary>
    public static WeChatPushQuery? Parse(string? query)
    {
        var values = new string?[Names.Length];
        foreach (var pair in query.AsSpan().TrimStart('?').Split('&'))
            if (!Take(query.AsSpan().TrimStart('?')[pair], values)) return null;
        return values is [{ } timestamp, { } nonce, var signature, var messageSignature, var encryptType, var echo]
            && WeChatShape.IsTimestamp(timestamp) && WeChatShape.IsNonce(nonce)
            && (signature is null || WeChatShape.IsSignature(signature))
            && (messageSignature is null || WeChatShape.IsSignature(messageSignature))
            && encryptType is null or "aes" or "raw"
            && (echo is null || WeChatShape.IsEcho(echo))
            ? new(timestamp, nonce, signature, messageSignature, encryptType, echo)
            : null;
    }

    /// <summary>Whether the request was signed no further than <paramref name="window"/> from <paramref name="now"/>, before or after.</summary>
    public bool IsFresh(DateTimeOffset now, TimeSpan window) =>
        Math.Abs(now.ToUnixTimeSeconds() - long.Parse(Timestamp)) <= window.TotalSeconds;

    // A name in other letters counts as the same one: two readers must not see two different values.
    private static bool Take(ReadOnlySpan<char> pair, string?[] values)
    {
        var equals = pair.IndexOf('=');
        var name = equals < 0 ? pair : pair[..equals];
        for (var index = 0; index < Names.Length; index++)
        {
            if (!name.Equals(Names[index], StringComparison.OrdinalIgnoreCase)) continue;
            if (values[index] is not null) return false;
            values[index] = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
        }
        return true;
    }

    // No value of WeChat's holds a space; a base64 plus sign that lost its escape arrives as one.
    private static string Decode(ReadOnlySpan<char> value) =>
        value.Contains('%') ? Uri.UnescapeDataString(value).Replace(' ', '+') : value.ToString();
}
