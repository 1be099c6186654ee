using System.Globalization;

namespace Serverless.WeChat;

/// <summary>Which EncodingAESKey a push was sealed with; its reply is sealed with the same one.</summary>
public enum WeChatKey
{
    /// <summary>None: it came in plain.</summary>
    None,

    /// <summary>The key in use.</summary>
    Current,

    /// <summary>The key before it, which WeChat uses until the console is changed.</summary>
    Previous,
}

/// <summary>One push (推送): a message of a citizen's, something a citizen did, or a report of WeChat's.</summary>
/// <remarks>Everything a citizen wrote is hostile text. Addresses in it are never fetched.</remarks>
public sealed record WeChatPush
{
    private const string ScenePrefix = "qrscene_";

    // The end of the year 9999; no instant stands for what lies behind it.
    private const long LastSecond = 253_402_300_799;

    /// <summary>The account's original id (<c>gh_…</c>).</summary>
    public required string ToUserName { get; init; }

    /// <summary>The sender's openid, of this account only.</summary>
    public required string FromUserName { get; init; }

    /// <summary>Seconds since 1970; older than the request when WeChat had to repeat it.</summary>
    public required long CreateTime { get; init; }

    /// <summary><c>text</c>, <c>image</c>, <c>voice</c>, <c>video</c>, <c>shortvideo</c>, <c>location</c>, <c>link</c>, <c>event</c> or what comes later.</summary>
    public required string MsgType { get; init; }

    /// <summary>A message's number, or in a report the number of the message it is about. Not unique alone: see <see cref="WeChatPushId"/>.</summary>
    public long? MsgId { get; init; }

    /// <summary>The text of a <c>text</c>.</summary>
    public string? Content { get; init; }

    /// <summary>The file of an image, voice or video; WeChat keeps it three days.</summary>
    public string? MediaId { get; init; }

    /// <summary>What WeChat heard in a voice; mostly empty since 2023.</summary>
    public string? Recognition { get; init; }

    /// <summary>Degrees north, as sent.</summary>
    public string? Latitude { get; init; }

    /// <summary>Degrees east, as sent.</summary>
    public string? Longitude { get; init; }

    /// <summary>The name of the place of a <c>location</c>.</summary>
    public string? Label { get; init; }

    /// <summary>What happened, as sent; compare with <see cref="Is"/>.</summary>
    public string? Event { get; init; }

    /// <summary>What it happened to: a menu's key, a scene.</summary>
    public string? EventKey { get; init; }

    /// <summary>A report's outcome in one spelling (<c>success</c>, <c>failed:user block</c>, …); values not known today are kept.</summary>
    public string? Status { get; init; }

    /// <summary>Which key it was sealed with.</summary>
    public WeChatKey Key { get; init; }

    /// <summary>The scene (场景值) of the code that was scanned by <c>subscribe</c> or <c>SCAN</c>; null if none was.</summary>
    public string? Scene =>
        string.IsNullOrEmpty(EventKey) ? null
        : Is("SCAN") ? EventKey
        : Is("subscribe") && EventKey.StartsWith(ScenePrefix, StringComparison.Ordinal) ? EventKey[ScenePrefix.Length..]
        : null;

    /// <summary>Whether this is WeChat's report on a template message sent before.</summary>
    public bool IsTemplateReport => Is("TEMPLATESENDJOBFINISH");

    /// <summary>Whether this is the event of that name, in whatever letters.</summary>
    public bool Is(string eventName) => MsgType == "event" && string.Equals(Event, eventName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says neither who nor what: a record would print every member.</summary>
    public override string ToString() => $"{nameof(WeChatPush)} {MsgType} {Event}";

    /// <summary>The push in a document, or null if what every push carries is missing or not of its shape.</summary>
    internal static WeChatPush? From(WeChatXml xml, WeChatKey key) =>
        xml["ToUserName"] is { } to && WeChatShape.IsUserName(to)
        && xml["FromUserName"] is { } from && WeChatShape.IsUserName(from)
        && Number(xml["CreateTime"]) is { } createTime and <= LastSecond
        && xml["MsgType"] is { Length: > 0 } type
        && HasIdentity(type, xml)
            ? new()
            {
                ToUserName = to,
                FromUserName = from,
                CreateTime = createTime,
                MsgType = type,
                MsgId = Number(xml["MsgId"]),
                Content = xml["Content"],
                MediaId = xml["MediaId"],
                Recognition = xml["Recognition"],
                Latitude = xml["Location_X"] ?? xml["Latitude"],
                Longitude = xml["Location_Y"] ?? xml["Longitude"],
                Label = xml["Label"],
                Event = xml["Event"],
                EventKey = xml["EventKey"],
                Status = Normal(xml["Status"]),
                Key = key,
            }
            : null;

    // Without these WeChatPushId could not tell one push from another.
    private static bool HasIdentity(string type, WeChatXml xml) =>
        type == "event" ? xml["Event"] is { Length: > 0 } : Number(xml["MsgId"]) is not null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // WeChat's pages write "failed:user block" and "failed: system failed".
    private static string? Normal(string? status) =>
        status is null ? null : string.Join(':', status.ToLowerInvariant().Split(':').Select(part => string.Join(' ', part.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
