using Serverless.Platform;
using Serverless.Opinions;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>What a citizen, or WeChat itself, wants of the bot with one push.</summary>
public abstract record BotIntent
{
    /// <summary>To hand in an opinion.</summary>
    public sealed record HandIn(string Content) : BotIntent;

    /// <summary>To know how far an opinion has come.</summary>
    public sealed record LookUp(OpinionNumber Number) : BotIntent;

    /// <summary>To take an opinion back.</summary>
    public sealed record Withdraw(OpinionNumber Number) : BotIntent;

    /// <summary>To see the opinions handed in so far.</summary>
    public sealed record ListOwn : BotIntent;

    /// <summary>To speak to the station, or the representative, whose code was scanned.</summary>
    public sealed record Bind(string Scene) : BotIntent;

    /// <summary>To have an opinion taken that is longer than one may be.</summary>
    public sealed record TooLong : BotIntent;

    /// <summary>To hand in something that is not text.</summary>
    public sealed record NotText : BotIntent;

    /// <summary>To know what the bot can do; the first word to a new follower too.</summary>
    public sealed record Help : BotIntent;

    /// <summary>To be forgotten, by no longer following the account.</summary>
    public sealed record Unfollow : BotIntent;

    /// <summary>WeChat reports what became of a template message.</summary>
    public sealed record Report : BotIntent;

    /// <summary>Nothing the bot answers.</summary>
    public sealed record Nothing : BotIntent;

    /// <summary>
    /// Reads a push. A text is an opinion unless it is, as a whole, one of the few words the bot knows: better to keep a
    /// stray word as an opinion than to lose an opinion to a command.
    /// </summary>
    public static BotIntent Of(WeChatPush push) => push switch
    {
        { MsgType: "text" } => OfText(Readable(push.Content ?? "")),
        { Scene: { } scene } => new Bind(scene),
        _ when push.Is("subscribe") => new Help(),
        _ when push.Is("unsubscribe") => new Unfollow(),
        { IsTemplateReport: true } => new Report(),
        { MsgType: "event" } => new Nothing(),
        _ => new NotText(),
    };

    private static BotIntent OfText(string text) => text switch
    {
        "" => new NotText(),
        "帮助" => new Help(),
        "我的意见" => new ListOwn(),
        _ when OpinionNumber.TryParse(After(text, "查询"), out var number) => new LookUp(number),
        _ when text.StartsWith("撤回") && OpinionNumber.TryParse(After(text, "撤回"), out var number) => new Withdraw(number),
        _ when !FieldErrors.IsWithin(text, OpinionIntake.MaxContent) => new TooLong(),
        _ => new HandIn(text),
    };

    private static string After(string text, string word) => text.StartsWith(word) ? text[word.Length..].TrimStart(' ', '：', ':') : text;

    /// <summary>What the table and every screen can hold: control characters other than line breaks and tabs say nothing and go.</summary>
    private static string Readable(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')).Trim();
}
