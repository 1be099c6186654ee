using System.Text.Json.Serialization;
using Serverless.Platform;
using Serverless.WeChat;

namespace Serverless.Notices;

/// <summary>Why a notice has not arrived.</summary>
/// <param name="Code">The stable code, camelCase.</param>
/// <param name="Reason">The reason in a few Chinese words, for station staff.</param>
public sealed record NoticeFailure(string Code, string Reason)
{
    public static readonly NoticeFailure NoChannel = new("noChannel", "代表尚未绑定微信，请联系本人关注公众号并绑定。");
    public static readonly NoticeFailure TemplateMissing = new("templateMissing", "系统没有配置这类通知的微信模板，请联系管理员。");
    public static readonly NoticeFailure RecipientLeft = new("recipientLeft", "代表已不在本站，不再通知。");
    public static readonly NoticeFailure OccasionCancelled = new("occasionCancelled", "活动已取消，不再通知。");
    public static readonly NoticeFailure OccasionMoved = new("occasionMoved", "活动已改期，原定日期的通知不再发送。");
    public static readonly NoticeFailure Superseded = new("superseded", "已有更近一次的通知，这一条不再发送。");
    public static readonly NoticeFailure Expired = new("expired", "活动已经结束，不再通知。");
    public static readonly NoticeFailure Exhausted = new("retriesExhausted", "多次发送未成功，不再重试，请电话通知本人。");
    public static readonly NoticeFailure Poison = new("poison", "处理这个站点的通知时反复出错，请电话通知本人，并联系管理员。");

    /// <summary>True when our own settings or the account's rights are the cause, so that whoever runs the service can mend it.</summary>
    [JsonIgnore]
    public bool IsOurs => Code == Json.Name(WeChatReaction.ConfigurationError);

    /// <summary>True for the ends that a notice gets while it waits, when no try of it had failed before.</summary>
    public static bool EndsWaiting(NoticeFailure failure) =>
        failure == OccasionCancelled || failure == OccasionMoved || failure == Superseded || failure == Poison;

    /// <summary>The same end with what led to it, so that staff see why the tries had failed.</summary>
    public NoticeFailure After(NoticeFailure? cause) => cause is null ? this : this with { Reason = $"{Reason}（此前：{cause.Reason.TrimEnd('。')}）" };
}
