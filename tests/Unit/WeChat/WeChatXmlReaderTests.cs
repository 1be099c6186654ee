using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatXmlReaderTests
{
    private const string Usual = "<xml><ToUserName><![CDATA[gh_1]]></ToUserName>\n<CreateTime>1409735668</CreateTime>\n<Content><![CDATA[路灯😀]]></Content>\n</xml>";

    [Fact]
    public void Values_are_read_with_and_without_CDATA()
    {
        var xml = Read(Usual)!;
        Assert.Equal(("gh_1", "1409735668", "路灯😀", null), (xml["ToUserName"], xml["CreateTime"], xml["Content"], xml["FromUserName"]));
    }

    [Theory]
    [InlineData("<xml><Content>a &lt;b&gt; &amp;amp; &#36335;</Content></xml>", "a <b> &amp; 路")]
    [InlineData("<xml><Content><![CDATA[a]]>b<![CDATA[c]]></Content></xml>", "abc")]
    [InlineData("<xml><Content><![CDATA[a]]]]><![CDATA[>b]]></Content></xml>", "a]]>b")]
    [InlineData("<xml><Content><![CDATA[<xml></xml>&amp;]]></Content></xml>", "<xml></xml>&amp;")]
    [InlineData("<xml><Content>a<!-- no -->b</Content></xml>", "ab")]
    [InlineData("<xml><Content a='1'>x</Content></xml>", "x")]
    [InlineData("<xml><Content>  </Content></xml>", "  ")]
    [InlineData("<xml><Content></Content></xml>", "")]
    [InlineData("<xml><Content/></xml>", "")]
    [InlineData("<xml><Content>a\r\nb</Content></xml>", "a\nb")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><xml><Content>x</Content></xml>", "x")]
    [InlineData("\uFEFF<xml><Content>x</Content></xml>", "x")]
    [InlineData("<xml><Unknown><Deep><Content>no</Content></Deep></Unknown><Content>x</Content></xml>", "x")]
    [InlineData("<xml><CONTENT>x</CONTENT></xml>", "x")]
    [InlineData("<xml><CONTENT>x</CONTENT><Content>y</Content></xml>", "y")]
    [InlineData("<xml><Content>y</Content><CONTENT>x</CONTENT></xml>", "y")]
    public void A_value_is_what_XML_says_it_is(string document, string content) => Assert.Equal(content, Read(document)!["Content"]);

    [Theory]
    [InlineData("DTD", "<!DOCTYPE xml><xml><Content>x</Content></xml>")]
    [InlineData("inner entity", "<!DOCTYPE xml [<!ENTITY a 'x'>]><xml><Content>&a;</Content></xml>")]
    [InlineData("bomb", "<!DOCTYPE xml [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><xml><Content>&c;</Content></xml>")]
    [InlineData("outside entity", "<!DOCTYPE xml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xml><Content>&a;</Content></xml>")]
    [InlineData("outside DTD", "<!DOCTYPE xml SYSTEM 'http://127.0.0.1:9/x.dtd'><xml><Content>x</Content></xml>")]
    [InlineData("unknown entity", "<xml><Content>&nbsp;</Content></xml>")]
    [InlineData("control character", "<xml><Content>a\u0001b</Content></xml>")]
    [InlineData("control character in CDATA", "<xml><Content><![CDATA[a\u0001b]]></Content></xml>")]
    [InlineData("control character by number", "<xml><Content>&#1;</Content></xml>")]
    [InlineData("zero", "<xml><Content>a\0</Content></xml>")]
    [InlineData("U+FFFE", "<xml><Content>\uFFFE</Content></xml>")]
    [InlineData("U+FFFF in CDATA", "<xml><Content><![CDATA[\uFFFF]]></Content></xml>")]
    [InlineData("twice", "<xml><Content>a</Content><Content>b</Content></xml>")]
    [InlineData("twice in other letters", "<xml><CONTENT>a</CONTENT><content>b</content></xml>")]
    [InlineData("markup inside", "<xml><Content>a<b>c</b></Content></xml>")]
    [InlineData("another root", "<html><Content>a</Content></html>")]
    [InlineData("two roots", "<xml><Content>a</Content></xml><xml/>")]
    [InlineData("text after", "<xml><Content>a</Content></xml>x")]
    [InlineData("]]> in text", "<xml><Content>a]]>b</Content></xml>")]
    [InlineData("not closed", "<xml><Content>a</Content>")]
    [InlineData("closed by another", "<xml><Content>a</content></xml>")]
    [InlineData("another encoding", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><xml><Content>x</Content></xml>")]
    [InlineData("XML 1.1", "<?xml version=\"1.1\"?><xml><Content>x</Content></xml>")]
    [InlineData("a name that begins with a digit", "<xml><1x>a</1x></xml>")]
    [InlineData("JSON", "{\"Content\":\"x\"}")]
    [InlineData("empty", "")]
    [InlineData("space", "  \n")]
    public void What_is_not_a_push_is_refused(string why, string document) => Assert.True(Read(document) is null, why);

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        // 路灯 in GBK; an overlong slash; half a surrogate pair; a character cut off; a byte UTF-8 never has.
        byte[][] wrong = [[0xC2, 0xB7, 0xB5, 0xC6], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE8, 0xB7], [0xFF]];
        Assert.All(wrong, bytes => Assert.Null(WeChatXmlReader.Read((byte[])[.. "<xml><Content>"u8, .. bytes, .. "</Content></xml>"u8])));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Another_encoding_is_refused_with_and_without_its_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        // Letters of ASCII are UTF-8 in these encodings too, with zeros between.
        Assert.All([Usual, "<xml><Content>x</Content></xml>"], document =>
        {
            Assert.Null(WeChatXmlReader.Read(encoding.GetBytes(document)));
            Assert.Null(WeChatXmlReader.Read((byte[])[.. encoding.Preamble, .. encoding.GetBytes(document)]));
        });
    }

    [Fact]
    public void A_push_cut_short_anywhere_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Usual);
        for (var length = 0; length < bytes.Length; length++) Assert.Null(WeChatXmlReader.Read(bytes.AsMemory(0, length)));
    }

    [Fact]
    public void Elements_may_nest_but_not_without_end()
    {
        Assert.NotNull(Read(Nested(7)));
        Assert.Null(Read(Nested(9)));
        Assert.Null(Read(Nested(4000)));
    }

    [Fact]
    public void A_body_may_be_64_KB_and_no_more()
    {
        Assert.NotNull(Read(OfSize(WeChatXml.MaxBytes)));
        Assert.Null(Read(OfSize(WeChatXml.MaxBytes + 1)));
    }

    [Fact]
    public void A_slice_of_a_larger_buffer_is_read_alone()
    {
        byte[] bytes = [.. "<xml><Content>no</Content>"u8, .. Encoding.UTF8.GetBytes(Usual), .. "<x"u8];
        Assert.Equal("路灯😀", WeChatXmlReader.Read(bytes.AsMemory(26, bytes.Length - 28))!["Content"]);
    }

    [Fact]
    public void Whatever_stands_in_a_document_it_is_read_or_refused_without_a_fault() =>
        Prop.ForAll(Documents().ToArbitrary(), document => Reads(Encoding.UTF8.GetBytes(document))).Holds(20_000);

    [Fact]
    public void Damaged_bytes_are_read_or_refused_without_a_fault() => Prop.ForAll(Damaged().ToArbitrary(), Reads).Holds(20_000);

    private static bool Reads(byte[] bytes) => WeChatXmlReader.Read(bytes) is null || Utf8.IsValid(bytes);

    // Pieces that make and break XML, in every order.
    private static Gen<string> Documents() =>
        Gen.Elements(
                "<xml>", "</xml>", "<Content>", "</Content>", "<Event>", "</Event>", "<EVENT>", "</EVENT>", "<x1>", "</x1>", "<1x>", "</1x>", "<![CDATA[", "]]>", "]]", "]", ">", "<", "&", "&amp;", "&#1;",
                "a", "路", "😀", " ", "\n", "\t", "\r", "\u0001", "\uFFFE", "\u0085", "\u2028", "<!-- -->", "<?x?>", "<Content/>", "<Content a='1'>", "<!DOCTYPE xml>", "\uFEFF", "<x:y>", "</x:y>")
            .ArrayOf().Select(pieces => pieces.Length % 3 == 0 ? string.Concat(pieces) : $"<xml><Content>{string.Concat(pieces)}</Content></xml>");

    private static Gen<byte[]> Damaged() =>
        from position in Gen.Choose(0, Encoding.UTF8.GetByteCount(Usual) - 1)
        from value in Gen.Choose(0, 255)
        from cut in Gen.Choose(0, 3)
        select Damage(position, (byte)value, cut);

    private static byte[] Damage(int position, byte value, int cut)
    {
        var bytes = Encoding.UTF8.GetBytes(Usual).ToList();
        bytes[position] = value;
        if (cut == 1) bytes.RemoveAt(position);
        if (cut == 2) bytes.Insert(position, value);
        return [.. bytes];
    }

    private static string Nested(int depth) => $"<xml>{string.Concat(Enumerable.Repeat("<a>", depth))}{string.Concat(Enumerable.Repeat("</a>", depth))}</xml>";

    private static string OfSize(int bytes) => $"<xml><Content>{new string('x', bytes - "<xml><Content></Content></xml>".Length)}</Content></xml>";

    private static WeChatXml? Read(string document) => WeChatXmlReader.Read(Encoding.UTF8.GetBytes(document));
}
