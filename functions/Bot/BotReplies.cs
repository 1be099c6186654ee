using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Bot;

/// <summary>What the bot says to citizens: plain Chinese that tells what to do next, and the same to the same push.</summary>
public static class BotReplies
{
    private const int FirstWords = 12;

    /// <summary>What is kept of a citizen and why; read before the first opinion (PIPL art. 17).</summary>
    public const string Privacy =
        "我们只保存意见内容和一个无法还原微信身份的代号，用于办理和向您反馈；无需填写姓名、电话。涉诉、涉仲裁和信访中的事项请通过相应渠道反映。";

    public const string Help =
        "您好！直接发送文字，就能把意见交给人大代表家站点。扫描站点或代表的二维码后再发送，意见会交给该站点。\n\n"
        + "发送受理编号：查看办理进度\n发送“我的意见”：查看近期提交的意见\n发送“撤回”加受理编号：撤回意见\n发送“站点”加名称：选择站点\n\n" + Privacy;

    public const string Greet = "您好！请直接发送文字说明您的意见（何处、何事、希望怎样解决），发送后会收到受理编号。发送“帮助”了解更多。";

    public const string Thank = "不客气。有新的意见请直接发送文字；发送受理编号可查看办理进度。";

    public const string Mistyped = "这个受理编号有误，请核对后重新发送；发送“我的意见”可以看到近期提交的编号。";

    public const string NotText = "请用文字说明您的意见（何处、何事、希望怎样解决），发送后会收到受理编号。";

    public const string CodeUnknown = "没有找到这个二维码对应的站点，请联系站点工作人员，或直接发送文字反映意见。";

    public const string NotFound = "没有找到这个受理编号，请核对后重新发送。";

    public const string NotYours = "没有找到您提交的这条意见：只有提交人用提交时的微信才能撤回。发送“我的意见”可以看到您自己的编号。";

    public const string NoneYet = "您还没有提交过意见。直接发送文字即可提交。";

    public static readonly string TooLong = $"您的意见超过 {OpinionIntake.MaxContent} 字，还没有提交。请分成几条发送。";

    /// <summary>Nobody knows which station is meant: the opinion is not taken, and the citizen is told how to say it.</summary>
    public static readonly string StationWanted =
        "这条意见还没有提交：请先扫描站点或代表的二维码，或发送“站点”加站点名称（例如“站点 花园路”）选择站点，然后再发送一次。\n\n" + Privacy;

    public static string NoSuchStation(string name) => $"没有找到名称里有“{name}”的站点。请换一个名称，例如街道或社区的名字，或扫描站点的二维码。";

    public static string ManyStations(IReadOnlyList<Station> some, int count) =>
        $"有 {count} 个站点名称相近，请连同“站点”二字发送其中一行：\n{string.Join('\n', some.Select(station => $"站点 {station.Name}"))}{(count > some.Count ? "\n没有您要的站点？请把名称写得更完整。" : "")}";

    public static string Received(OpinionNumber number, string stationName, string? representativeName) =>
        $"您的意见已收到，已交给{stationName}{(representativeName is null ? "" : $"的{representativeName}代表")}，受理编号：{number}\n"
        + $"{OpinionIntake.TriageWorkingDays} 个工作日内会有人受理。发送受理编号可随时查看进度。";

    public static string Bound(string stationName, string? representativeName) =>
        $"您好！这里是{stationName}{(representativeName is null ? "" : $"，{representativeName}代表在听")}。请直接发送文字说明您的意见，发送后会收到受理编号。发送“帮助”了解更多。\n\n{Privacy}";

    public static string Closed(string stationName) => $"{stationName}现在不接待群众，请扫描其他站点的二维码，或发送“站点”加名称选择站点。";

    public static string Connected(string name) => $"绑定成功：{name}代表，您好！接待日等提醒以后会发到这个微信。如果您不是本人，请联系站点工作人员解除绑定。";

    /// <summary>What is said to what needs no looking up; null when nothing is.</summary>
    public static string? Said(BotIntent intent) => intent switch
    {
        BotIntent.Help => Help,
        BotIntent.Greet => Greet,
        BotIntent.Thank => Thank,
        BotIntent.Bare bare => BotWords.Commands[bare.Command],
        BotIntent.Mistyped => Mistyped,
        BotIntent.TooLong => TooLong,
        BotIntent.NotText => NotText,
        _ => null,
    };

    /// <summary>Why what was written is not taken in; says when to try again where that is known.</summary>
    public static string Refused(Refusal refusal) => refusal.RetryAfterSeconds is { } seconds ? TooFrequent(seconds) : refusal.Detail;

    private static string TooFrequent(int seconds) => $"您最近提交的意见较多，这一条还没有提交。请约 {(seconds + 59) / 60} 分钟后再发送。";

    /// <summary>Anyone with the number learns the status; the answer itself is for the sender.</summary>
    /// <param name="opinion">The opinion.</param>
    /// <param name="isSender">Whether it is the reader's own.</param>
    /// <param name="root">What it goes on in when it is merged.</param>
    public static string Progress(Opinion opinion, bool isSender, Opinion? root = null)
    {
        var lines = new List<string> { $"受理编号：{opinion.Number}", $"{StationClock.DateOf(opinion.ReceivedAt):yyyy年M月d日}提交，目前{OpinionWords.Of(opinion.Status)}。" };
        if (opinion.Status is OpinionStatus.Received) lines.Add($"最迟{opinion.DueOn:M月d日}有人受理，可随时发送编号查看。");
        if (root is not null) lines.Add($"它与同类意见 {root.Number} 一起办理，目前{OpinionWords.Of(root.Status)}。您不必再做什么，随时发送您的编号查看。");
        var outcome = root ?? opinion;
        if (isSender && outcome.Reply is { } reply) lines.Add($"答复：{reply}");
        // Where to go comes first: a long reason may be cut.
        if (isSender && outcome.RejectReason is { } reason) lines.Add($"请向这里反映：{outcome.ProperChannel}\n理由：{reason}");
        return string.Join('\n', lines);
    }

    /// <summary>Why an opinion is not taken back: how it stands.</summary>
    public static string NotWithdrawn(Opinion opinion) =>
        opinion.Status == OpinionStatus.Withdrawn ? Progress(opinion, true) : $"这条意见{OpinionWords.Of(opinion.Status)}，不能撤回了。\n{Progress(opinion, true)}";

    public static string Own(IReadOnlyList<Opinion> opinions) =>
        opinions.Count == 0 ? NoneYet : "您近期提交的意见：\n" + string.Join('\n', opinions.Select(one => $"{one.Number}（{StationClock.DateOf(one.ReceivedAt):M月d日}，{OpinionWords.Of(one.Status)}）{Beginning(one.Content)}")) + "\n发送受理编号查看进度。";

    /// <summary>The first words, by which the sender knows which one it is.</summary>
    private static string Beginning(string content)
    {
        var runes = content.ReplaceLineEndings(" ").EnumerateRunes().ToArray();
        return runes.Length <= FirstWords ? string.Concat(runes) : string.Concat(runes[..FirstWords]) + "…";
    }
}
