using System.Text;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatPushTests
{
    [Fact]
    public void A_location_has_its_degrees_and_its_name()
    {
        var push = Read("location", "<Location_X>23.137466</Location_X><Location_Y>113.352425</Location_Y><Scale>20</Scale><Label>幸福里</Label><MsgId>1</MsgId>")!;
        Assert.Equal(("23.137466", "113.352425", "幸福里"), (push.Latitude, push.Longitude, push.Label));
    }

    [Fact]
    public void A_voice_may_come_without_what_was_heard()
    {
        var push = Read("voice", "<MediaId>m</MediaId><Format>amr</Format><Recognition></Recognition><MsgId>1</MsgId>")!;
        Assert.Equal(("m", ""), (push.MediaId, push.Recognition));
    }

    [Fact]
    public void A_message_number_beyond_2_to_the_53_is_kept_exactly() =>
        Assert.Equal(3487542469355618313, Read("text", "<Content>x</Content><MsgId>3487542469355618313</MsgId>")!.MsgId);

    [Theory]
    [InlineData("subscribe", "qrscene_s.na017", "s.na017")]
    [InlineData("subscribe", "qrscene_qrscene_1", "qrscene_1")]
    [InlineData("subscribe", "", null)]
    [InlineData("subscribe", "last_trade_no_1", null)]
    [InlineData("SCAN", "s.na017", "s.na017")]
    [InlineData("scan", "qrscene_1", "qrscene_1")]
    [InlineData("CLICK", "s.na017", null)]
    [InlineData("unsubscribe", "", null)]
    public void The_scene_is_that_of_a_scanned_code(string name, string key, string? scene) =>
        Assert.Equal(scene, Read("event", $"<Event>{name}</Event><EventKey>{key}</EventKey>")!.Scene);

    [Fact]
    public void A_plain_follow_without_a_key_has_no_scene() => Assert.Null(Read("event", "<Event>subscribe</Event>")!.Scene);

    [Fact]
    public void A_text_is_no_event_whatever_it_carries() => Assert.False(Read("text", "<Content>x</Content><Event>subscribe</Event><MsgId>1</MsgId>")!.Is("subscribe"));

    [Theory]
    [InlineData("success", "success")]
    [InlineData("failed:user block", "failed:user block")]
    [InlineData("failed: system failed", "failed:system failed")]
    [InlineData("Failed :  system  failed ", "failed:system failed")]
    [InlineData("failed:freq limit", "failed:freq limit")]
    [InlineData("something new", "something new")]
    public void A_report_has_its_outcome_in_one_spelling(string sent, string read)
    {
        var push = Read("event", $"<Event>TEMPLATESENDJOBFINISH</Event><MsgID>200163836</MsgID><Status>{sent}</Status>")!;
        Assert.Equal((true, 200163836, read), (push.IsTemplateReport, push.MsgId, push.Status));
    }

    [Theory]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>9223372036854775807</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>x</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>99999999999999999999</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>-1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1.5</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o/../x</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName></FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>")]
    [InlineData("<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType></xml>")]
    [InlineData("<xml></xml>")]
    public void A_push_without_what_every_push_carries_is_none(string xml) =>
        Assert.Null(WeChatPush.From(WeChatXmlReader.Read(Encoding.UTF8.GetBytes(xml))!, WeChatKey.None));

    private static WeChatPush? Read(string type, string rest) => WeChatPush.From(
        WeChatXmlReader.Read(Encoding.UTF8.GetBytes(
            $"<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>1409735668</CreateTime><MsgType>{type}</MsgType>{rest}</xml>"))!,
        WeChatKey.Current);
}
