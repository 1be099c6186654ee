using System.Collections.Frozen;
using System.Text;
using Serverless.Platform;

namespace Serverless.Bot;

/// <summary>The words the bot takes for what they are in any chat, and not for an opinion.</summary>
public static class BotWords
{
    private const string ToLookUp = "查看办理进度，请直接发送受理编号；发送“我的意见”可以看到近期提交的编号。";
    private const string ToWithdraw = "撤回意见，请发送“撤回”加受理编号；发送“我的意见”可以看到近期提交的编号。";
    private const string ToHandIn = "请直接发送文字说明您的意见：何处、何事、希望怎样解决。";
    private const string ToConnect = "请发送站点工作人员给您的绑定码（BD 开头）。只有人大代表和议事代表需要绑定。";
    private const string NobodyChats = "意见由站点工作人员和代表办理，这里没有人工聊天。请直接发送文字说明您的意见。";

    /// <summary>What is said before a receipt number (受理编号), the longest first.</summary>
    public static readonly IReadOnlyList<string> BeforeNumber = ["查询进度", "受理编号", "意见编号", "查询", "进度", "编号", "查看", "查", "号"];

    /// <summary>The commands that want something after them, with what that is.</summary>
    public static readonly IReadOnlyDictionary<string, string> Commands = new Dictionary<string, string>
    {
        ["查询"] = ToLookUp,
        ["进度"] = ToLookUp,
        ["编号"] = ToLookUp,
        ["撤回"] = ToWithdraw,
        ["删除"] = "要让一条意见不再办理，请发送“撤回”加受理编号；发送“我的意见”可以看到近期提交的编号。",
        ["更正"] = "要更正一条意见，请先发送“撤回”加受理编号，再把改好的内容发送一次。",
        ["导出"] = "发送“我的意见”可以看到近期提交的意见，发送受理编号可以看到办理情况和答复。",
        ["站点"] = "选择站点，请发送“站点”加站点名称，例如“站点 花园路”。",
        ["绑定"] = ToConnect,
        ["绑定码"] = ToConnect,
        ["撤销"] = ToWithdraw,
        ["取消"] = ToWithdraw,
        ["撤回我的意见"] = ToWithdraw,
        ["催办"] = ToLookUp,
        ["人工"] = NobodyChats,
        ["转人工"] = NobodyChats,
        ["投诉"] = ToHandIn,
        ["电话"] = "请直接发送文字说明您的意见，站点会在这里答复您，无需留电话。",
        ["满意"] = "谢谢您的评价。有新的意见请直接发送文字。",
        ["不满意"] = "请直接发送文字说明哪里不满意、希望怎样解决，会作为新的意见受理。",
        ["退订"] = "不想再收到消息，请在公众号页面取消关注。已提交的意见仍会办理。",
        ["提意见"] = ToHandIn,
        ["意见"] = ToHandIn,
        ["建议"] = ToHandIn,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What makes a text with a receipt number in it a question about that number.</summary>
    public static readonly IReadOnlyList<string> Asking = ["什么时候", "进度", "办到", "怎么样", "多久", "查", "办了吗", "办好", "好了吗", "结果", "编号"];

    private static readonly string[] Greetings =
    [
        "您好", "你好", "你们好", "大家好", "代表好", "在吗", "在么", "在不在", "有人吗", "有人么", "请问", "哈喽", "哈啰", "嗨", "喂", "早", "早上好", "上午好", "中午好", "下午好",
        "晚上好", "晚安", "hi", "hello", "hey", "测试", "test",
    ];

    private static readonly string[] Thanks =
    [
        "谢谢", "谢了", "多谢", "感谢", "非常感谢", "辛苦了", "辛苦", "thanks", "thankyou", "thx", "好的", "好", "行", "收到", "知道了", "明白了", "明白", "了解", "ok", "okay", "嗯",
        "哦", "再见", "拜拜", "bye", "不用了", "没事了", "没有了", "没了",
    ];

    private static readonly string[] Particles = ["您", "你", "啊", "呀", "呢", "哈", "了", "的", "吧", "哟", "啦", "大家", "代表", "同志", "老师"];

    /// <summary>The letters and digits of a text, narrow and small: what is left of 「您好！😀」 is 您好.</summary>
    public static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) bare.Append(rune.ToString());
        return string.Concat(bare.ToString().Select(TypedText.Narrow)).ToLowerInvariant();
    }

    /// <summary>True when the bare text is nothing but greetings.</summary>
    public static bool Greets(string bare) => IsMadeOf(bare, Greetings, Particles) && Greetings.Any(bare.Contains);

    /// <summary>True when the bare text is nothing but thanks, assent and greetings.</summary>
    public static bool Thanking(string bare) => IsMadeOf(bare, Thanks, Particles, Greetings) && Thanks.Any(bare.Contains);

    // No chat word is so long that all of its partitions matter: whatever prefix fits is tried.
    private static bool IsMadeOf(string text, params ReadOnlySpan<string[]> words)
    {
        if (text.Length is 0 or > 20) return false;
        Span<bool> reached = stackalloc bool[text.Length + 1];
        reached[0] = true;
        for (var from = 0; from < text.Length; from++)
        {
            if (!reached[from]) continue;
            foreach (var some in words)
                foreach (var word in some)
                    if (text.AsSpan(from).StartsWith(word, StringComparison.Ordinal)) reached[from + word.Length] = true;
        }
        return reached[text.Length];
    }
}
