using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.WeChat;

/// <summary>What makes two deliveries the same push, so that a repeat makes nothing new.</summary>
/// <remarks>
/// WeChat's own rule (MsgId; or sender and time for events) is too weak: fifteen senders have shared one MsgId, and one
/// sender can make two events in a second. The sender's openid is in the id only as part of a hash: ids stand in keys and logs.
/// </remarks>
public static class WeChatPushId
{
    /// <summary>
    /// <c>m-</c>, <c>e-</c> or <c>r-</c> (message, event, report) and 40 hex digits, fit for a table key. A message is told by
    /// account, sender, MsgId and CreateTime; an event by account, sender, CreateTime, name and key; a report by account, name, MsgID and receiver.
    /// </summary>
    public static string Of(WeChatPush push) => push switch
    {
        { MsgType: not "event" } => Hash('m', push.ToUserName, push.FromUserName, Text(push.MsgId), Text(push.CreateTime)),
        { MsgId: null } => Hash('e', push.ToUserName, push.FromUserName, Text(push.CreateTime), Fold(push.Event), push.EventKey ?? ""),
        _ => Hash('r', push.ToUserName, Fold(push.Event), Text(push.MsgId), push.FromUserName),
    };

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Fold(string? name) => name?.ToUpperInvariant() ?? "";

    // No part but the last can hold a line feed or be mistaken for another: names have a shape, numbers are digits.
    private static string Hash(char kind, params ReadOnlySpan<string> parts)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', parts));
        return $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 20))}";
    }
}
