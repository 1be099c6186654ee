using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Serverless.WeChat;

/// <summary>
/// The one door for what claims to come from WeChat: tells a genuine request from a forged one and seals what goes back.
/// Pure and safe to share between threads.
/// </summary>
/// <remarks>
/// The mode is the account's setting and never read off a request. <c>secure</c> and <c>compatible</c> both take only what is
/// encrypted: in compatible mode WeChat sends both forms in one body, so a push with the bare fields alone is not WeChat's, and
/// the bare fields beside the sealed ones are signed by nothing and are not read. <c>plain</c> refuses encrypted pushes.
/// A request that is let in is genuine, not new: <see cref="IsFresh"/> and <see cref="WeChatPushId"/> tell replays.
/// </remarks>
public sealed class WeChatGate
{
    private readonly string token;
    private readonly bool isPlain;
    private readonly TimeSpan window;
    private readonly WeChatCrypto? current;
    private readonly WeChatCrypto? previous;

    /// <summary>The gate of the account in the settings, which have been validated.</summary>
    public WeChatGate(WeChatOptions options)
    {
        token = options.Token;
        isPlain = options.Mode == WeChatOptions.Plain;
        window = TimeSpan.FromSeconds(options.ReplayWindowSeconds);
        current = Crypto(isPlain ? null : options.EncodingAESKey, options.AppId);
        previous = Crypto(isPlain ? null : options.PreviousEncodingAESKey, options.AppId);
    }

    /// <summary>Answers WeChat's check of the URL: in every mode by the three-part signature. Send the echo as <c>text/plain</c>, byte for byte.</summary>
    public bool TryVerifyUrl(WeChatPushQuery? query, [NotNullWhen(true)] out string? echo, out WeChatGateReason reason)
    {
        reason = query?.Echo is null || query.Signature is null ? WeChatGateReason.BadQuery
            : WeChatSignature.Matches(query.Signature, token, query.Timestamp, query.Nonce) ? WeChatGateReason.Accepted
            : WeChatGateReason.WrongSignature;
        echo = reason == WeChatGateReason.Accepted ? query!.Echo : null;
        return echo is not null;
    }

    /// <summary>Opens a push. What is not let in gets 401 with an empty body, whatever the reason; never throws for bad input.</summary>
    /// <param name="query">The request's parameters; null, for a query out of shape, is refused like the rest.</param>
    /// <param name="body">The raw body, whatever its Content-Type says.</param>
    /// <param name="push">The push, when it is let in.</param>
    /// <param name="reason">Why not, for the log.</param>
    public bool TryOpen(
        WeChatPushQuery? query, ReadOnlyMemory<byte> body, [NotNullWhen(true)] out WeChatPush? push, out WeChatGateReason reason)
    {
        push = null;
        reason = query is null ? WeChatGateReason.BadQuery
            : body.Length is 0 or > WeChatXml.MaxBytes ? WeChatGateReason.BadSize
            : isPlain ? OpenPlain(query, body, out push)
            : OpenSealed(query, body, out push);
        return push is not null;
    }

    /// <summary>Whether a request is recent enough; the check for replays that needs no memory.</summary>
    public bool IsFresh(WeChatPushQuery query, DateTimeOffset now) => query.IsFresh(now, window);

    /// <summary>
    /// The body that answers a push, as UTF-8 without a BOM: a reply to a sealed push is sealed with the key the push came in
    /// with; <see cref="WeChatReply.Success"/> is never sealed. Timestamp and nonce may be those of the request.
    /// </summary>
    public byte[] Seal(WeChatPush push, string reply, string timestamp, string nonce)
    {
        if (!WeChatShape.IsTimestamp(timestamp) || !WeChatShape.IsNonce(nonce)) throw new ArgumentException("The timestamp or nonce is out of shape.");
        var bytes = Encoding.UTF8.GetBytes(reply);
        if (push.Key == WeChatKey.None || reply is "" or WeChatReply.Success) return bytes;
        var encrypt = (push.Key == WeChatKey.Previous ? previous : current)!.Seal(bytes);
        return WeChatEnvelope.Of(encrypt, WeChatSignature.Compute(token, timestamp, nonce, encrypt), timestamp, nonce);
    }

    private WeChatGateReason OpenPlain(WeChatPushQuery query, ReadOnlyMemory<byte> body, out WeChatPush? push)
    {
        push = null;
        if (query.EncryptType == "aes" || query.MessageSignature is not null) return WeChatGateReason.Encrypted;
        if (!WeChatSignature.Matches(query.Signature, token, query.Timestamp, query.Nonce)) return WeChatGateReason.WrongSignature;
        push = WeChatXmlReader.Read(body) is { } xml ? WeChatPush.From(xml, WeChatKey.None) : null;
        return push is null ? WeChatGateReason.BadXml : WeChatGateReason.Accepted;
    }

    private WeChatGateReason OpenSealed(WeChatPushQuery query, ReadOnlyMemory<byte> body, out WeChatPush? push)
    {
        push = null;
        // An absent encrypt_type is not a downgrade: nothing is read that msg_signature does not cover.
        if (query.MessageSignature is null || query.EncryptType == "raw") return WeChatGateReason.NotEncrypted;
        if (WeChatXmlReader.Read(body) is not { } outer) return WeChatGateReason.BadXml;
        // With an empty Encrypt the four-part signature would equal the three-part one, which is seen in every URL check.
        if (string.IsNullOrEmpty(outer["Encrypt"])) return WeChatGateReason.NotEncrypted;
        return WeChatSignature.Matches(query.MessageSignature, token, query.Timestamp, query.Nonce, outer["Encrypt"]!)
            ? Decrypt(outer["Encrypt"]!, out push)
            : WeChatGateReason.WrongSignature;
    }

    private WeChatGateReason Decrypt(string encrypt, out WeChatPush? push)
    {
        var key = WeChatKey.Current;
        var reason = current!.Open(encrypt, out var message);
        if (reason == WeChatGateReason.Undecryptable && previous is not null)
            (key, reason) = (WeChatKey.Previous, previous.Open(encrypt, out message));
        push = reason == WeChatGateReason.Accepted && WeChatXmlReader.ReadLeniently(message) is { } inner ? WeChatPush.From(inner, key) : null;
        return reason == WeChatGateReason.Accepted && push is null ? WeChatGateReason.Unusable : reason;
    }

    private static WeChatCrypto? Crypto(string? key, string appId) => string.IsNullOrEmpty(key) ? null : new(key, appId);
}
