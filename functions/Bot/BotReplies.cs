using Serverless.Opinions;
using Serverless.Platform;

namespace Serverless.Bot;

/// <summary>What the bot says to citizens: plain Chinese that tells what to do next, and the same to the same push.</summary>
public static class BotReplies
{
    public const string Help =
        "您好！直接发送文字，就能把意见交给人大代表家站点。扫描站点或代表的二维码后再发送，意见会交给该站点。\n\n"
        + "发送受理编号：查看办理进度\n发送“我的意见”：查看近期提交的意见\n发送“撤回”加受理编号：撤回意见\n\n"
        + "我们只保存意见内容和一个无法还原微信身份的代号，用于办理和向您反馈；无需填写姓名、电话。涉诉、涉仲裁和信访中的事项请通过相应渠道反映。";

    public const string NotText = "请用文字说明您的意见（何处、何事、希望怎样解决），发送后会收到受理编号。";

    public const string CodeUnknown = "没有找到这个二维码对应的站点，请联系站点工作人员，或直接发送文字反映意见。";

    public const string NotFound = "没有找到这个受理编号，请核对后重新发送。";

    public const string NoneYet = "您还没有提交过意见。直接发送文字即可提交。";

    public static readonly string TooLong = $"您的意见超过 {OpinionIntake.MaxContent} 字，还没有提交。请分成几条发送。";

    public static string Received(OpinionNumber number, string? stationName) =>
        $"您的意见已收到，{(stationName is null ? "" : $"已交给{stationName}，")}受理编号：{number}\n"
        + $"{OpinionIntake.TriageWorkingDays} 个工作日内会有人受理。发送受理编号可随时查看进度。";

    public static string Bound(string stationName, string? representativeName) =>
        $"您好！这里是{stationName}{(representativeName is null ? "" : $"，{representativeName}代表在听")}。请直接发送文字说明您的意见，发送后会收到受理编号。发送“帮助”了解更多。";

    /// <summary>Why what was written is not taken in; says when to try again where that is known.</summary>
    public static string Refused(Refusal refusal) => refusal.RetryAfterSeconds is { } seconds ? TooFrequent(seconds) : refusal.Detail;

    private static string TooFrequent(int seconds) => $"您最近提交的意见较多，这一条还没有提交。请约 {(seconds + 59) / 60} 分钟后再发送。";

    /// <summary>Anyone with the number learns the status; the answer itself is for the sender.</summary>
    public static string Progress(Opinion opinion, bool isSender)
    {
        var lines = new List<string> { $"受理编号：{opinion.Number}", $"{StationClock.DateOf(opinion.ReceivedAt):yyyy年M月d日}提交，目前{OpinionWords.Of(opinion.Status)}。" };
        if (opinion.Status is OpinionStatus.Received) lines.Add($"请在{opinion.DueOn:M月d日}后再来查看。");
        if (opinion.MergedInto is { } into) lines.Add($"请用编号 {into} 查看后续办理。");
        if (isSender && opinion.Reply is { } reply) lines.Add($"答复：{reply}");
        if (isSender && opinion.RejectReason is { } reason) lines.Add($"理由：{reason}\n请向这里反映：{opinion.ProperChannel}");
        return string.Join('\n', lines);
    }

    public static string Own(IReadOnlyList<Opinion> opinions) =>
        opinions.Count == 0 ? NoneYet : "您近期提交的意见：\n" + string.Join('\n', opinions.Select(one => $"{one.Number}（{StationClock.DateOf(one.ReceivedAt):M月d日}，{OpinionWords.Of(one.Status)}）")) + "\n发送受理编号查看进度。";
}
