using System.Text.RegularExpressions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>What a citizen, or WeChat itself, wants of the bot with one push.</summary>
public abstract partial record BotIntent
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
        if (BindingCode.Find(text) is { } code) return new Connect(code);
        if (text.Length > Chat) return FieldErrors.IsWithin(text, OpinionIntake.MaxContent) ? new HandIn(text) : new TooLong();
        return OfNumber(text) ?? OfWord(text, BotWords.Bare(text)) ?? new HandIn(text);
    }

    private static BotIntent? OfNumber(string text)
    {
        string[] ends = ["撤回", "删除"];
        var (withdraws, changes) = (Array.Exists(ends, word => text.StartsWith(word, StringComparison.Ordinal)), text.StartsWith("更正", StringComparison.Ordinal));
        var rest = After(text, [.. ends, "更正"]);
        for (var before = ""; before != rest;) (before, rest) = (rest, After(rest, BotWords.BeforeNumber));
        rest = rest.TrimEnd(' ', '。', '.', '？', '?', '！', '!');
        if (OpinionNumber.TryParse(rest, out var number)) return changes ? new Bare("更正") : withdraws ? new Withdraw(number) : new LookUp(number);
        if (OpinionNumber.IsShaped(rest)) return new Mistyped();
        return !withdraws && !changes && BotWords.Asking.Any(text.Contains) && NumberIn().Match(text) is { Success: true } found && OpinionNumber.TryParse(found.Value, out number)
            ? new LookUp(number)
            : null;
    }

    private static BotIntent? OfWord(string text, string bare) => bare switch
    {
        "" => new NotText(),
        "帮助" or "help" or "菜单" or "怎么用" or "怎么提意见" or "如何使用" => new Help(),
        "我的意见" or "查询我的意见" or "查看我的意见" or "我的编号" => new ListOwn(),
        _ when BotWords.Commands.ContainsKey(bare) => new Bare(bare),
        _ when StationOf(text) is { } name => new Choose(name),
        _ when BotWords.Greets(bare) => new Greet(),
        _ when BotWords.Thanking(bare) => new Thank(),
        _ when bare.EnumerateRunes().Count() == 1 || (bare.Length <= 2 && bare.All(char.IsAsciiLetterOrDigit)) || (bare.Length <= 4 && bare.All(char.IsAsciiDigit)) => new NotText(),
        _ => null,
    };

    [GeneratedRegex("(?<![0-9A-Za-z])[A-Za-z0-9]{2,20}[- —－]?[0-9]{6}[- —－]?[0-9A-Za-z]{8}(?![0-9A-Za-z])")]
    private static partial Regex NumberIn();

    /// <summary>The name after 站点 and a space or colon, when it is nothing but a name: what has a comma in it is a sentence.</summary>
    private static string? StationOf(string text)
    {
        if (Array.Find(["选择站点", "站点"], one => text.StartsWith(one, StringComparison.Ordinal)) is not { } word) return null;
        var rest = text[word.Length..];
        var name = rest.TrimStart(' ', '　', '：', ':');
        return name.Length is >= 2 and <= 20 && name.Length < rest.Length && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '（' or '）' or '·') ? name : null;
    }

    /// <summary>What follows the first of the words that the text begins with, and the signs between; the text itself when it begins with none.</summary>
    private static string After(string text, IReadOnlyList<string> words) =>
        words.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)) is { } found ? text[found.Length..].TrimStart(' ', '　', '：', ':', '#', '，', ',') : text;

    /// <summary>What the table and every screen can hold: control characters other than line breaks and tabs say nothing and go.</summary>
    private static string Readable(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')).Trim();
}
