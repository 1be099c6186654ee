using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Serverless.WeChat;

namespace Serverless.Local.WeChat;

/// <summary>
/// Builds the requests WeChat would send to the webhook of an account, sealed or plain. It uses the product's own
/// encryption, which the npm peers of <c>Stories/WeChat</c> hold true.
/// </summary>
public sealed class WeChatSender(WeChatOptions options)
{
    /// <summary>The account's original id.</summary>
    public const string Account = "gh_10f6c3c3ac5a";

    /// <summary>A request: what stands after the <c>?</c>, and the body.</summary>
    public sealed record Request(string Query, byte[] Body);

    /// <summary>A citizen writes a text, which WeChat delivers at once or at another time.</summary>
    public Request Text(string openId, string content, long msgId, DateTimeOffset now, DateTimeOffset? delivered = null) =>
        Push(Message(openId, now, "text", $"<Content>{Data(content)}</Content><MsgId>{msgId}</MsgId>"), delivered ?? now);

    /// <summary>A citizen who follows the account already scans a code.</summary>
    public Request Scan(string openId, string scene, DateTimeOffset now) => Event(openId, "SCAN", scene, now);

    /// <summary>A citizen follows the account, by a code when there is a scene.</summary>
    public Request Subscribe(string openId, string? scene, DateTimeOffset now) =>
        Event(openId, "subscribe", scene is null ? "" : "qrscene_" + scene, now);

    /// <summary>Something a citizen did.</summary>
    public Request Event(string openId, string name, string key, DateTimeOffset now) =>
        Push(Message(openId, now, "event", $"<Event>{Data(name)}</Event><EventKey>{Data(key)}</EventKey>"), now);

    /// <summary>WeChat reports what became of a template message: <c>success</c>, <c>failed:user block</c>, …</summary>
    public Request Report(string openId, long msgId, string status, DateTimeOffset now) => Push(
        Message(openId, now, "event", $"<Event>{Data("TEMPLATESENDJOBFINISH")}</Event><MsgID>{msgId}</MsgID><Status>{Data(status)}</Status>"), now);

    /// <summary>Signs, and in the sealing modes seals, any XML.</summary>
    public Request Push(string xml, DateTimeOffset now, string nonce = "1320562132")
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var query = $"signature={WeChatSignature.Compute(options.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}";
        if (options.Mode == WeChatOptions.Plain) return new(query, Encoding.UTF8.GetBytes(xml));
        var encrypt = new WeChatCrypto(options.EncodingAESKey!, options.AppId).Seal(Encoding.UTF8.GetBytes(xml));
        var bare = options.Mode == WeChatOptions.Compatible ? xml["<xml>".Length..^"</xml>".Length] : $"<ToUserName>{Data(Account)}</ToUserName>";
        return new(
            $"{query}&encrypt_type=aes&msg_signature={WeChatSignature.Compute(options.Token, timestamp, nonce, encrypt)}",
            Encoding.UTF8.GetBytes($"<xml>{bare}<Encrypt>{Data(encrypt)}</Encrypt></xml>"));
    }

    /// <summary>The text a citizen reads of a reply.</summary>
    public string Open(byte[] reply)
    {
        var xml = XDocument.Parse(Encoding.UTF8.GetString(reply)).Root!;
        if (xml.Element("Encrypt") is { } encrypt)
        {
            new WeChatCrypto(options.EncodingAESKey!, options.AppId).Open(encrypt.Value, out var inner);
            xml = XDocument.Parse(Encoding.UTF8.GetString(inner)).Root!;
        }

        return xml.Element("Content")!.Value;
    }

    /// <summary>The inner XML of a push.</summary>
    public static string Message(string openId, DateTimeOffset now, string type, string rest) =>
        $"<xml><ToUserName>{Data(Account)}</ToUserName><FromUserName>{Data(openId)}</FromUserName>"
        + $"<CreateTime>{now.ToUnixTimeSeconds()}</CreateTime><MsgType>{Data(type)}</MsgType>{rest}</xml>";

    private static string Data(string text) => $"<![CDATA[{text.Replace("]]>", "]]]]><![CDATA[>")}]]>";
}
