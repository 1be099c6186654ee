using System.Globalization;
using Serverless.Platform;

namespace Serverless.WeChat;

/// <summary>What makes two deliveries the same push, so that a repeat makes nothing new.</summary>
/// <remarks>
/// WeChat's own rule (MsgId; or sender and time for events) is too weak: fifteen senders have shared one MsgId, and one
/// sender can make two events in a second. The openid goes in as part of a hash only: ids stand in keys and logs.
/// </remarks>
public static class WeChatPushId
{
    /// <summary>
    /// <c>m-</c>, <c>e-</c> or <c>r-</c> (message, event, report) and 32 hex digits, fit for a table key. A message is told by
    /// account, sender, MsgId and CreateTime; an event by account, sender, CreateTime, name and key; a report by account,
    /// name, MsgID and receiver.
    /// </summary>
    public static string Of(WeChatPush push) => push switch
    {
        { MsgType: not "event" } => "m-" + ContentHash.Key(push.ToUserName, push.FromUserName, Text(push.MsgId), Text(push.CreateTime)),
        { MsgId: null } => "e-" + ContentHash.Key(push.ToUserName, push.FromUserName, Text(push.CreateTime), Fold(push.Event), push.EventKey ?? ""),
        _ => "r-" + ContentHash.Key(push.ToUserName, Fold(push.Event), Text(push.MsgId), push.FromUserName),
    };

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Fold(string? name) => name?.ToUpperInvariant() ?? "";
}
