using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatPushIdTests
{
    private static readonly WeChatPush Text = new()
    {
        ToUserName = "gh_1", FromUserName = "oA", CreateTime = 1409735668, MsgType = "text", MsgId = 6054768590064713728, Content = "x",
    };

    private static readonly WeChatPush Event = Text with { MsgType = "event", MsgId = null, Content = null, Event = "LOCATION", EventKey = "" };

    private static readonly WeChatPush Report = Event with { Event = "TEMPLATESENDJOBFINISH", EventKey = null, MsgId = 200163836, Status = "success" };

    [Fact]
    public void Messages_differ_by_account_sender_number_and_time() => AllDiffer(
        Text, Text with { ToUserName = "gh_2" }, Text with { FromUserName = "oB" }, Text with { MsgId = 1 }, Text with { CreateTime = 1409735669 });

    [Fact]
    public void Events_differ_by_account_sender_time_name_and_key() => AllDiffer(
        Event, Event with { ToUserName = "gh_2" }, Event with { FromUserName = "oB" }, Event with { CreateTime = 1 }, Event with { Event = "SCAN" },
        Event with { EventKey = "s.na017" });

    [Fact]
    public void Reports_differ_by_name_number_and_receiver() =>
        AllDiffer(Report, Report with { Event = "MASSSENDJOBFINISH" }, Report with { MsgId = 1 }, Report with { FromUserName = "oB" }, Report with { ToUserName = "gh_2" });

    [Fact]
    public void A_message_an_event_and_a_report_never_share_an_id() => AllDiffer(Text, Event, Report, Text with { MsgType = "event", Event = "x" });

    [Fact]
    public void A_repeat_is_the_same_push()
    {
        Assert.Equal(WeChatPushId.Of(Text), WeChatPushId.Of(Text with { Content = "x", Key = WeChatKey.Previous }));
        Assert.Equal(WeChatPushId.Of(Event), WeChatPushId.Of(Event with { Event = "location" }));
        Assert.Equal(WeChatPushId.Of(Event), WeChatPushId.Of(Event with { EventKey = null }));
        Assert.Equal(WeChatPushId.Of(Report), WeChatPushId.Of(Report with { CreateTime = 9 }));
    }

    [Fact]
    public void Parts_cannot_run_into_each_other() => AllDiffer(
        Text with { FromUserName = "oA1", MsgId = 2 }, Text with { FromUserName = "oA", MsgId = 12 },
        Event with { Event = "A", EventKey = "1:B" }, Event with { Event = "A1:B", EventKey = "" });

    [Fact]
    public void An_id_is_fit_for_a_table_key_and_does_not_show_the_sender() =>
        Assert.All([Text, Event with { EventKey = "http://a/?b#c\\" }, Report], push => Assert.Matches("^[mer]-[0-9a-f]{32}$", WeChatPushId.Of(push)));

    private static void AllDiffer(params WeChatPush[] pushes) => Assert.Distinct(pushes.Select(WeChatPushId.Of));
}
