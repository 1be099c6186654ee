namespace Serverless.Local.WeChat;

/// <summary>A template message that the fake WeChat API accepted.</summary>
public sealed record WeChatDelivery(
    long MsgId, string ToUser, string TemplateId, string? Url, string? ClientMsgId, IReadOnlyDictionary<string, string> Data, DateTimeOffset At);

/// <summary>A call that reached the fake WeChat API: its path without the query, and its body as it came.</summary>
public sealed record WeChatCall(string Path, string Body);
