using System.Text.RegularExpressions;

namespace Serverless.Local.Demo;

/// <summary>A matter at a place: what two opinions have in common that are merged.</summary>
internal sealed record DemoSubject(DemoTopic Topic, string At, string What);

/// <summary>Puts the parts of a matter together to what people write and stations answer.</summary>
internal sealed partial class DemoTexts(DemoPlace place, Dice dice)
{
    private static readonly Dictionary<string, string[]> Openings = new()
    {
        ["wechat"] = ["", "", "您好，", "代表您好，", "反映一个问题：", "想反映个情况，", "请问这件事归谁管？"],
        ["reception"] = ["居民到站反映，", "来访群众说，", "几位居民一起来反映，", "接待中居民提出，", ""],
        ["visit"] = ["走访中居民提到，", "入户走访时了解到，", "院坝会上有居民提出，", "上门走访听说，"],
        ["phone"] = ["来电反映，", "居民打电话说，", "有住户来电，"],
        ["station"] = ["", "居民到站口头反映，", "网格员转来居民意见，", "意见箱来信："],
    };

    private static readonly string[] Additions =
    [
        "以前也反映过，一直没有下文。", "周围好几户都有同感。", "左邻右舍都盼着解决。", "说起这件事大家都很着急。", "打过热线，来人看了看就走了。",
        "问了几个部门，都说不归自己管。", "照片已经拍了，需要可以随时提供。", "附近的住户都可以作证。", "这里住了{hundreds}多户人家，不是一家两家的事。", "平时走的人很多。",
    ];

    private static readonly string[] Farewells = ["麻烦帮忙反映一下，谢谢！", "谢谢代表。", "盼回复。", "辛苦了！", "拜托各位代表了。"];
    private static readonly string[] Selves = ["我是{spot}的居民，", "我住{community}，", "本人家住{road}{no}号，", "我是{community}的租户，", "我们家在{spot}{block}栋，"];
    private static readonly string[] Days = ["四五天", "一个多星期", "十来天", "半个月", "二十多天", "快一个月", "一个多月", "小半年"];
    private static readonly string[] Clocks = ["晚上十点以后", "凌晨一两点", "早上六点不到", "中午休息时间", "周末一大早", "半夜"];
    private static readonly string[] Times = ["两次", "三次", "好几次", "四五回", "好多回"];
    private static readonly string[] Few = ["两", "三", "四", "五", "六"];

    public DemoSubject Subject()
    {
        var topic = dice.Pick(dice.Pick(place.Street.IsTown ? DemoTopic.Rural : DemoTopic.City));
        return new DemoSubject(topic, Fill(dice.Pick(topic.At)), Fill(topic.What));
    }

    /// <summary>The subject as somebody tells it; another time it reads differently.</summary>
    public string Tell(DemoSubject subject, string channel)
    {
        var topic = subject.Topic;
        var harm = dice.Chance(85) ? $"，{dice.Pick(topic.Harm)}" : "";
        var more = dice.Chance(45) ? dice.Pick(Additions) : "";
        return Fill($"{dice.Pick(Openings[channel])}{subject.At}{subject.What}{harm}。{more}{dice.Pick(topic.Wish)}。{Farewell(channel)}");
    }

    /// <summary>What a station may not take, as somebody tells it.</summary>
    public string TellOutside(string what, string channel) => Fill($"{dice.Pick(Openings[channel])}{dice.Pick(Selves)}{what}。{Farewell(channel)}");

    public string Reply(DemoSubject subject) => Fill(dice.Pick(subject.Topic.Reply));

    private string Farewell(string channel) => channel == "wechat" && dice.Chance(40) ? dice.Pick(Farewells) : "";

    private string Fill(string text) => Mark().Replace(text, mark => mark.Value switch
    {
        "{road}" => dice.Pick(place.Street.Roads),
        "{spot}" => dice.Pick(place.Street.Spots),
        "{community}" => place.Community,
        "{office}" => place.Street.Office,
        "{no}" => $"{dice.Between(2, 189)}",
        "{block}" => $"{dice.Between(1, 24)}",
        "{days}" => dice.Pick(Days),
        "{clock}" => dice.Pick(Clocks),
        "{times}" => dice.Pick(Times),
        "{few}" => dice.Pick(Few),
        "{hundreds}" => $"{dice.Between(2, 12)}0",
        _ => throw new FormatException(mark.Value),
    });

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Mark();
}
