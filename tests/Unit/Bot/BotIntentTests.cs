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
