using Serverless.Platform;
using Serverless.Bot;
using Serverless.Opinions;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Bot;

public sealed class BotIntentTests
{
    private static readonly OpinionNumber Number = OpinionNumber.Of(An.Id("na017"), new DateOnly(2026, 11, 25), "x");

    [Theory]
    [InlineData("路灯坏了")]
    [InlineData("请帮助我们修路")]
    [InlineData("帮助一下")]
    [InlineData("查询一下公交什么时候通")]
    [InlineData("撤回违章建筑的审批")]
    [InlineData("我的意见是多设座椅")]
    [InlineData("NA017 的路灯")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("路灯😀")]
    public void What_is_not_wholly_a_command_is_an_opinion_word_for_word(string text) => Assert.Equal(new BotIntent.HandIn(text), Of(text));

    [Fact]
    public void A_number_alone_or_after_the_word_looks_it_up()
    {
        Assert.Equal(new BotIntent.LookUp(Number), Of(Number.ToString()));
        Assert.Equal(new BotIntent.LookUp(Number), Of($"查询 {Number}"));
        Assert.Equal(new BotIntent.LookUp(Number), Of($"查询：{Number.ToString().ToLowerInvariant()}"));
        Assert.Equal(new BotIntent.Withdraw(Number), Of($"撤回{Number}"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("查询 {0}")]
    [InlineData("查询进度：{0}")]
    [InlineData("进度{0}")]
    [InlineData("编号:{0}")]
    [InlineData("受理编号： {0}")]
    [InlineData("查询编号 {0}。")]
    [InlineData("#{0}")]
    [InlineData(" {0}？")]
    public void A_number_is_read_in_every_form_people_type_it(string form)
    {
        var hyphens = Number.ToString();
        foreach (var typed in new[] { hyphens, hyphens.ToLowerInvariant(), hyphens.Replace("-", ""), hyphens.Replace('-', ' '), hyphens.Replace('-', '—'), Wide(hyphens) })
        {
            if (form[0] != '#') Assert.Equal(new BotIntent.LookUp(Number), Of(string.Format(form, typed)));
            Assert.Equal(new BotIntent.Withdraw(Number), Of("撤回" + string.Format(form, typed)));
        }

        static string Wide(string text) => string.Concat(text.Select(letter => (char)(letter - '!' + '！')));
    }

    [Theory]
    [InlineData("{0} 什么时候办")]
    [InlineData("编号是{0}")]
    [InlineData("我的编号是 {0} 请问办到哪一步了？")]
    [InlineData("查一下{0}")]
    public void A_question_about_a_number_looks_it_up(string form) => Assert.Equal(new BotIntent.LookUp(Number), Of(string.Format(form, Number)));

    [Fact]
    public void To_delete_is_to_withdraw_and_to_change_is_explained()
    {
        Assert.Equal(new BotIntent.Withdraw(Number), Of($"删除 {Number}"));
        Assert.Equal(new BotIntent.Bare("更正"), Of($"更正 {Number}"));
    }

    [Fact]
    public void A_binding_code_with_a_slip_is_no_opinion_and_what_only_looks_like_one_in_a_long_text_is()
    {
        Assert.IsType<BotIntent.Connect>(Of("绑定码 BD-7K3F-9Q2XB"));
        Assert.IsType<BotIntent.Connect>(Of("BD-7K3F-9Q2X"));
        Assert.IsType<BotIntent.Bare>(Of("绑定"));
        Assert.IsType<BotIntent.HandIn>(Of("楼下的配电箱型号BD12345678A漏电，已经有两个月没有人来修理了，请尽快处理，谢谢"));
    }

    [Fact]
    public void A_number_with_a_slip_is_no_opinion()
    {
        var text = Number.ToString();
        foreach (var slip in new[] { text[..^1] + (text[^1] == 'A' ? 'B' : 'A'), text[..^2] + text[^1] + text[^2], "查询" + text[..^1] + (text[^1] == '0' ? '1' : '0') })
            Assert.IsType<BotIntent.Mistyped>(Of(slip));
    }

    [Theory]
    [InlineData("你好", typeof(BotIntent.Greet))]
    [InlineData("您好！", typeof(BotIntent.Greet))]
    [InlineData("你好，在吗？", typeof(BotIntent.Greet))]
    [InlineData("代表您好😀", typeof(BotIntent.Greet))]
    [InlineData("Hello", typeof(BotIntent.Greet))]
    [InlineData("ｈｉ～", typeof(BotIntent.Greet))]
    [InlineData("在吗", typeof(BotIntent.Greet))]
    [InlineData("谢谢", typeof(BotIntent.Thank))]
    [InlineData("好的，谢谢您！🙏", typeof(BotIntent.Thank))]
    [InlineData("OK", typeof(BotIntent.Thank))]
    [InlineData("收到", typeof(BotIntent.Thank))]
    [InlineData("嗯嗯", typeof(BotIntent.Thank))]
    [InlineData("?", typeof(BotIntent.NotText))]
    [InlineData("？？", typeof(BotIntent.NotText))]
    [InlineData("1", typeof(BotIntent.NotText))]
    [InlineData("７", typeof(BotIntent.NotText))]
    [InlineData("😀😀", typeof(BotIntent.NotText))]
    [InlineData("a", typeof(BotIntent.NotText))]
    [InlineData("\u200B\u200D\uFEFF", typeof(BotIntent.NotText))]
    [InlineData("\u3164\u3164\u2800", typeof(BotIntent.NotText))]
    [InlineData("查询", typeof(BotIntent.Bare))]
    [InlineData("撤回", typeof(BotIntent.Bare))]
    [InlineData("“撤回”", typeof(BotIntent.Bare))]
    [InlineData("进度？", typeof(BotIntent.Bare))]
    [InlineData("导出", typeof(BotIntent.Bare))]
    [InlineData("更正", typeof(BotIntent.Bare))]
    [InlineData("删除。", typeof(BotIntent.Bare))]
    [InlineData("站点", typeof(BotIntent.Bare))]
    public void What_people_say_in_any_chat_is_answered_and_not_filed(string text, Type intent)
    {
        Assert.IsType(intent, Of(text));
        Assert.NotNull(BotReplies.Said(Of(text)));
    }

    [Theory]
    [InlineData("好的路灯坏了")]
    [InlineData("请问路灯何时修")]
    [InlineData("谢谢你们修好路灯，但井盖还是松的")]
    [InlineData("行道树")]
    [InlineData("站点的灯坏了")]
    [InlineData("删除违章广告")]
    [InlineData("停水")]
    [InlineData("119通道被占")]
    public void An_opinion_that_begins_like_chat_is_an_opinion(string text) => Assert.Equal(new BotIntent.HandIn(text), Of(text));

    [Theory]
    [InlineData("{0}")]
    [InlineData("绑定 {0}")]
    [InlineData("绑定：{0}")]
    [InlineData("绑定码：{0}")]
    [InlineData("我的绑定码是{0}。")]
    [InlineData("【{0}】")]
    [InlineData("您好，站里发的纸条上写着要我把这个绑定码发给公众号，请帮我绑定一下，谢谢：{0}")]
    public void A_binding_code_connects(string form)
    {
        var code = Serverless.Representatives.BindingCode.Of("seed", "", An.Person("r1")).Show();
        Assert.Equal(new BotIntent.Connect(code), Of(string.Format(form, code)));
    }

    [Fact]
    public void A_station_is_chosen_by_name_after_a_space_or_colon()
    {
        Assert.Equal(new BotIntent.Choose("花园路"), Of("站点 花园路"));
        Assert.Equal(new BotIntent.Choose("na017"), Of("站点：na017"));
        Assert.Equal(new BotIntent.Choose("望江"), Of("选择站点 望江"));
        Assert.All(["站点，环境太差没人管", "站点：一直没人接待，等了一个小时"], text => Assert.Equal(new BotIntent.HandIn(text), Of(text)));
    }

    [Fact]
    public void A_voice_is_what_was_heard_in_it()
    {
        Assert.Equal(new BotIntent.HandIn("路灯坏了"), BotIntent.Of(Push("voice") with { MsgId = 1, Recognition = " 路灯坏了 " }));
        Assert.IsType<BotIntent.NotText>(BotIntent.Of(Push("voice") with { MsgId = 1, Recognition = "" }));
    }

    [Fact]
    public void A_number_with_words_around_it_is_an_opinion() => Assert.IsType<BotIntent.HandIn>(Of($"{Number} 的答复我不满意"));

    [Theory]
    [InlineData("帮助", typeof(BotIntent.Help))]
    [InlineData(" 我的意见 ", typeof(BotIntent.ListOwn))]
    [InlineData("", typeof(BotIntent.NotText))]
    [InlineData(" \n\t ", typeof(BotIntent.NotText))]
    [InlineData("\u0001\u0002", typeof(BotIntent.NotText))]
    public void The_few_words_the_bot_knows(string text, Type intent) => Assert.IsType(intent, Of(text));

    [Fact]
    public void Two_thousand_characters_are_taken_and_one_more_is_not()
    {
        Assert.IsType<BotIntent.HandIn>(Of(new string('路', 2000)));
        Assert.IsType<BotIntent.TooLong>(Of(new string('路', 2001)));
    }

    [Fact]
    public void Control_characters_go_and_line_breaks_stay() => Assert.Equal(new BotIntent.HandIn("一\n二"), Of("一\u0007\n二\u009f"));

    [Theory]
    [InlineData("image")]
    [InlineData("voice")]
    [InlineData("location")]
    [InlineData("link")]
    [InlineData("something new")]
    public void What_is_not_text_is_asked_for_as_text(string type) => Assert.IsType<BotIntent.NotText>(BotIntent.Of(Push(type) with { MsgId = 1 }));

    [Theory]
    [InlineData("subscribe", "qrscene_s.na017", "s.na017")]
    [InlineData("SCAN", "s.na017", "s.na017")]
    [InlineData("scan", "r.zhang-1", "r.zhang-1")]
    public void A_scan_binds(string name, string key, string scene) => Assert.Equal(new BotIntent.Bind(scene), Event(name, key));

    [Theory]
    [InlineData("subscribe", typeof(BotIntent.Help))]
    [InlineData("unsubscribe", typeof(BotIntent.Unfollow))]
    [InlineData("TEMPLATESENDJOBFINISH", typeof(BotIntent.Report))]
    [InlineData("LOCATION", typeof(BotIntent.Nothing))]
    [InlineData("VIEW", typeof(BotIntent.Nothing))]
    public void Other_events(string name, Type intent) => Assert.IsType(intent, Event(name, ""));

    private static BotIntent Of(string text) => BotIntent.Of(Push("text") with { Content = text, MsgId = 1 });

    private static BotIntent Event(string name, string key) => BotIntent.Of(Push("event") with { Event = name, EventKey = key });

    private static WeChatPush Push(string type) => new() { ToUserName = "gh_1", FromUserName = "o1", CreateTime = 1, MsgType = type };
}
