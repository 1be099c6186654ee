using System.Collections.Frozen;

namespace Serverless.WeChat;

/// <summary>An answer's code, what to do about it, and what to tell the staff, in one short Chinese sentence.</summary>
/// <param name="Code">WeChat's <c>errcode</c>; null when there was no answer that could be read.</param>
/// <param name="Reaction">What to do.</param>
/// <param name="Reason">Why, for the people who run the station.</param>
public sealed record WeChatErrorReaction(int? Code, WeChatReaction Reaction, string Reason)
{
    /// <summary>The code of "system busy", the one the client repeats by itself.</summary>
    public const int Busy = -1;

    /// <summary>No answer, or none that could be read: the call may have worked, so it is repeated with the same <c>client_msg_id</c>.</summary>
    public static readonly WeChatErrorReaction NoAnswer = new(null, WeChatReaction.RetryLater, "微信没有回应，稍后重试");

    private static readonly FrozenDictionary<int, WeChatErrorReaction> ByCode = Table().ToFrozenDictionary(row => row.Code!.Value);

    /// <summary>All codes that are known.</summary>
    public static IEnumerable<WeChatErrorReaction> Known => ByCode.Values;

    /// <summary>
    /// What to do about the code of an ordinary call. A code that is not known is <see cref="WeChatReaction.RetryLater"/>: the
    /// caller's attempts are counted, so a message is neither lost at once nor repeated for ever.
    /// </summary>
    public static WeChatErrorReaction Of(int code) =>
        ByCode.GetValueOrDefault(code) ?? new(code, WeChatReaction.RetryLater, $"微信返回未知错误（{code}），稍后重试");

    /// <summary>
    /// The same for a request for an access token, where a bad token cannot be the cause: 40001 means that the AppSecret is wrong.
    /// </summary>
    public static WeChatErrorReaction OfTokenRequest(int code) =>
        Of(code) is { Reaction: WeChatReaction.RefreshToken }
            ? new(code, WeChatReaction.ConfigurationError, "公众号 AppSecret 不正确，请联系管理员")
            : Of(code);

    private static WeChatErrorReaction[] Table() =>
    [
        new(0, WeChatReaction.None, "成功"),
        new(Busy, WeChatReaction.RetryLater, "微信系统繁忙，稍后重试"),
        new(40001, WeChatReaction.RefreshToken, "微信接口凭证无效，正在更换"),
        new(40014, WeChatReaction.RefreshToken, "微信接口凭证无效，正在更换"),
        new(41001, WeChatReaction.RefreshToken, "微信接口凭证缺失，正在更换"),
        new(42001, WeChatReaction.RefreshToken, "微信接口凭证过期，正在更换"),
        new(40002, WeChatReaction.ConfigurationError, "获取凭证的方式不被接受，请联系管理员"),
        new(40013, WeChatReaction.ConfigurationError, "公众号 AppID 不正确，请联系管理员"),
        new(40125, WeChatReaction.ConfigurationError, "公众号 AppSecret 不正确，请联系管理员"),
        new(40164, WeChatReaction.ConfigurationError, "服务器地址不在公众号白名单内，请联系管理员"),
        new(40243, WeChatReaction.ConfigurationError, "公众号 AppSecret 已被冻结，请联系管理员"),
        new(40003, WeChatReaction.DropRecipient, "微信号不属于本公众号，请让本人重新扫码"),
        new(40033, WeChatReaction.ContentBug, "消息编码有误，请联系管理员"),
        new(40036, WeChatReaction.ConfigurationError, "模板编号格式不正确，请联系管理员"),
        new(40037, WeChatReaction.ConfigurationError, "模板编号不存在，请联系管理员"),
        new(40241, WeChatReaction.TreatAsDuplicate, "同一消息刚刚发过"),
        new(40249, WeChatReaction.ContentBug, "消息内容被微信拦截，请联系管理员"),
        new(43004, WeChatReaction.DropRecipient, "对方未关注公众号，请改用电话联系"),
        new(43019, WeChatReaction.Suppress, "对方已被公众号拉黑，请改用电话联系"),
        new(48002, WeChatReaction.Suppress, "对方已关闭消息接收，请改用电话联系"),
        new(43101, WeChatReaction.Suppress, "对方未同意或已用完订阅，请改用电话联系"),
        new(43116, WeChatReaction.ConfigurationError, "模板已被封禁，请联系管理员"),
        new(43117, WeChatReaction.DeferRecipient, "对该用户发送过于频繁，数小时后再发"),
        new(44002, WeChatReaction.ContentBug, "消息为空，请联系管理员"),
        new(44004, WeChatReaction.ContentBug, "消息文字为空，请联系管理员"),
        new(45002, WeChatReaction.ContentBug, "消息过长，请联系管理员"),
        new(47001, WeChatReaction.ContentBug, "消息格式有误，请联系管理员"),
        new(47003, WeChatReaction.ContentBug, "模板内容不符合要求，请联系管理员"),
        new(45009, WeChatReaction.StopUntilTomorrow, "今日发送次数已用完，明天再发"),
        new(48006, WeChatReaction.StopUntilTomorrow, "今日发送次数已用完且本月不能再清零，明天再发"),
        new(45011, WeChatReaction.WaitAMinute, "发送过快，下一分钟再发"),
        new(45066, WeChatReaction.WaitAMinute, "相同消息间隔过短，下一分钟再发"),
        new(45065, WeChatReaction.TreatAsDuplicate, "同一消息已经发过"),
        new(45015, WeChatReaction.UseAnotherChannel, "对方超过四十八小时未互动，请改用其他方式"),
        new(45047, WeChatReaction.UseAnotherChannel, "对方回复前不能再发消息，请改用其他方式"),
        new(48001, WeChatReaction.ConfigurationError, "公众号没有该接口权限，请联系管理员"),
        new(48004, WeChatReaction.ConfigurationError, "公众号接口被封禁，请联系管理员"),
        new(50002, WeChatReaction.ConfigurationError, "公众号功能受限，请联系管理员"),
    ];
}
