using System.Text;
using System.Xml;

namespace Serverless.WeChat;

/// <summary>The passive reply (被动回复): what a citizen reads at once under the message just sent.</summary>
public static class WeChatReply
{
    /// <summary>The body that acknowledges a push and shows nothing; it is never sealed.</summary>
    public const string Success = "success";

    /// <summary>Bytes of UTF-8 a text may have. WeChat's limit is not written down; 2048 was measured, and above it the citizen sees a fault.</summary>
    public const int MaxBytes = 2000;

    /// <summary>The XML that answers a push with a text, cut to <see cref="MaxBytes"/>.</summary>
    public static string Text(WeChatPush push, string content, DateTimeOffset now) =>
        $"<xml><ToUserName>{Data(push.FromUserName)}</ToUserName><FromUserName>{Data(push.ToUserName)}</FromUserName>"
        + $"<CreateTime>{now.ToUnixTimeSeconds()}</CreateTime><MsgType>{Data("text")}</MsgType><Content>{Data(Fit(content))}</Content></xml>";

    /// <summary>What stands at the end of a text that was cut.</summary>
    public const string CutMark = "……（内容较长，后面未显示，请联系站点工作人员查看全文）";

    /// <summary>The text without what XML cannot hold, at most <see cref="MaxBytes"/> long, never cut inside a character nor without <see cref="CutMark"/>.</summary>
    public static string Fit(string content)
    {
        var clean = Clean(content);
        if (Encoding.UTF8.GetByteCount(clean) <= MaxBytes) return clean;
        var (bytes, length) = (Encoding.UTF8.GetByteCount(CutMark), 0);
        foreach (var rune in clean.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes) break;
            length += rune.Utf16SequenceLength;
        }
        return clean[..length] + CutMark;
    }

    // A CDATA section ends at its first ]]>, so one inside is written as two sections.
    internal static string Data(string text) => $"<![CDATA[{text.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>";

    private static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (XmlConvert.IsXmlChar(text[index])) clean.Append(text[index]);
            else if (IsPair(text, index)) clean.Append(text, index++, 2);
        }
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (var letter in text)
            if (!XmlConvert.IsXmlChar(letter)) return false;
        return true;
    }

    private static bool IsPair(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
