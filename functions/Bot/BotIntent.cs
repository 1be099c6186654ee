using System.Text;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>What a citizen, or WeChat itself, wants of the bot with one push.</summary>
public abstract record BotIntent
{
    // A text so short can be looked at for what people say in any chat; a longer one is an opinion.
    private const int Chat = 60;

    /// <summary>To hand in an opinion.</summary>
    public sealed record HandIn(string Content) : BotIntent;

    /// <summary>To know how far an opinion has come.</summary>
    public sealed record LookUp(OpinionNumber Number) : BotIntent;

    /// <summary>The same, by a number with a slip in it: its check character does not fit.</summary>
    public sealed record Mistyped : BotIntent;

    /// <summary>To take an opinion back.</summary>
    public sealed record Withdraw(OpinionNumber Number) : BotIntent;

    /// <summary>To see the opinions handed in so far.</summary>
    public sealed record ListOwn : BotIntent;

    /// <summary>To speak to the station, or the representative, whose code was scanned.</summary>
    public sealed record Bind(string Scene) : BotIntent;

    /// <summary>To be known as the representative whose binding code it is.</summary>
    public sealed record Connect(string Code) : BotIntent;

    /// <summary>To speak to the station of a name.</summary>
    public sealed record Choose(string Name) : BotIntent;

    /// <summary>To have an opinion taken that is longer than one may be.</summary>
    public sealed record TooLong : BotIntent;

    /// <summary>To hand in something that is not text, or that says nothing.</summary>
    public sealed record NotText : BotIntent;

    /// <summary>A command without what it is about.</summary>
    public sealed record Bare(string Command) : BotIntent;

    /// <summary>To be greeted back.</summary>
    public sealed record Greet : BotIntent;

    /// <summary>To thank, or to say that it has been read.</summary>
    public sealed record Thank : BotIntent;

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
    /// stray word as an opinion than to lose an opinion to a command. A voice is the text WeChat heard in it.
    /// </summary>
    public static BotIntent Of(WeChatPush push) => push switch
    {
        { MsgType: "text" } => OfText(Readable(push.Content ?? "")),
        { MsgType: "voice", Recognition: { Length: > 0 } heard } => OfText(Readable(heard)),
        { Scene: { } scene } => new Bind(scene),
        _ when push.Is("subscribe") => new Help(),
        _ when push.Is("unsubscribe") => new Unfollow(),
        { IsTemplateReport: true } => new Report(),
        { MsgType: "event" } => new Nothing(),
        _ => new NotText(),
    };

    private static BotIntent OfText(string text)
    {
        if (!FieldErrors.IsVisible(text)) return new NotText();
        if (text.Length > Chat) return FieldErrors.IsWithin(text, OpinionIntake.MaxContent) ? new HandIn(text) : new TooLong();
        if (BindingCode.TryParse(After(text, ["绑定"]), out _)) return new Connect(After(text, ["绑定"]));
        return OfNumber(text) ?? OfWord(text, BotWords.Bare(text)) ?? new HandIn(text);
    }

    private static BotIntent? OfNumber(string text)
    {
        var withdraws = text.StartsWith("撤回", StringComparison.Ordinal);
        var rest = After(text, withdraws ? ["撤回"] : []);
        for (var before = ""; before != rest;) (before, rest) = (rest, After(rest, BotWords.BeforeNumber));
        rest = rest.TrimEnd(' ', '。', '.', '？', '?', '！', '!');
        if (OpinionNumber.TryParse(rest, out var number)) return withdraws ? new Withdraw(number) : new LookUp(number);
        return OpinionNumber.IsShaped(rest) ? new Mistyped() : null;
    }

    private static BotIntent? OfWord(string text, string bare) => bare switch
    {
        "" => new NotText(),
        "帮助" or "help" or "菜单" => new Help(),
        "我的意见" => new ListOwn(),
        _ when BotWords.Commands.ContainsKey(bare) => new Bare(bare),
        _ when text.StartsWith("站点", StringComparison.Ordinal) && After(text, ["站点"]) is { Length: >= 2 and <= 40 } name && name.Length < text.Length - 2 => new Choose(name),
        _ when BotWords.Greets(bare) => new Greet(),
        _ when BotWords.Thanking(bare) => new Thank(),
        _ when bare.EnumerateRunes().Count() == 1 || (bare.Length <= 2 && bare.All(char.IsAsciiLetterOrDigit)) => new NotText(),
        _ => null,
    };

    /// <summary>What follows the first of the words that the text begins with, and the signs between; the text itself when it begins with none.</summary>
    private static string After(string text, IReadOnlyList<string> words) =>
        words.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)) is { } found ? text[found.Length..].TrimStart(' ', '　', '：', ':', '#', '，', ',') : text;

    /// <summary>What the table and every screen can hold: control characters other than line breaks and tabs say nothing and go.</summary>
    private static string Readable(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')).Trim();
}
