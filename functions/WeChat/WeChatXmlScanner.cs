using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Serverless.WeChat;

/// <summary>
/// Reads the one form in which WeChat writes a push: <c>&lt;xml&gt;</c>, flat elements without attributes, each holding one CDATA
/// section or bare text, <c>&lt;/xml&gt;</c>. An <see cref="System.Xml.XmlReader"/> costs ten times the time and 4 KB for the same.
/// </summary>
/// <remarks>
/// It accepts nothing that <see cref="WeChatXmlReader"/> would not read to the same values, because of what it leaves to it: any
/// entity, attribute, comment, declaration, DTD, nesting, carriage return (XML turns it into a line feed), second CDATA
/// section, and every character XML forbids.
/// </remarks>
internal static class WeChatXmlScanner
{
    private const int MaxName = 32;

    // Control characters but tab and line feed.
    private static readonly SearchValues<byte> Strange =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(value => value is not ('\t' or '\n')).Select(value => (byte)value)]);
    private static readonly SearchValues<byte> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);
    private static readonly SearchValues<byte> Space = SearchValues.Create(" \t\n"u8);

    /// <summary>The values, or null to say that the strict reader has to look.</summary>
    public static WeChatXml? Scan(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > WeChatXml.MaxBytes || utf8.ContainsAny(Strange) || !Utf8.IsValid(utf8) || HasNonCharacter(utf8)) return null;
        var xml = new WeChatXml();
        var rest = SkipSpace(utf8);
        if (!Take(ref rest, "<xml>"u8)) return null;
        rest = SkipSpace(rest);
        while (!Take(ref rest, "</xml>"u8))
        {
            if (!TakeElement(ref rest, xml)) return null;
            rest = SkipSpace(rest);
        }
        return SkipSpace(rest).IsEmpty ? xml : null;
    }

    private static bool TakeElement(ref ReadOnlySpan<byte> rest, WeChatXml xml)
    {
        if (!Take(ref rest, "<"u8)) return false;
        var length = rest.IndexOfAnyExcept(NameLetters);
        if (length is < 1 or > MaxName || !char.IsAsciiLetter((char)rest[0])) return false;
        var name = rest[..length];
        rest = rest[length..];
        return Take(ref rest, ">"u8) && TakeValue(ref rest, out var value)
            && Take(ref rest, "</"u8) && Take(ref rest, name) && Take(ref rest, ">"u8)
            && Keep(xml, name, value);
    }

    private static bool TakeValue(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        var isData = Take(ref rest, "<![CDATA["u8);
        var length = isData ? rest.IndexOf("]]>"u8) : rest.IndexOf((byte)'<');
        value = length < 0 ? default : rest[..length];
        rest = length < 0 ? default : rest[(length + (isData ? 3 : 0))..];
        return length >= 0 && (isData || !value.Contains((byte)'&') && value.IndexOf("]]>"u8) < 0);
    }

    private static bool Keep(WeChatXml xml, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Span<char> letters = stackalloc char[MaxName];
        var known = letters[..Encoding.ASCII.GetChars(name, letters)];
        return !WeChatXml.Knows(known) || xml.Add(known, Encoding.UTF8.GetString(value));
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> what)
    {
        if (!rest.StartsWith(what)) return false;
        rest = rest[what.Length..];
        return true;
    }

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> rest)
    {
        var start = rest.IndexOfAnyExcept(Space);
        return start < 0 ? default : rest[start..];
    }

    // U+FFFE and U+FFFF, which UTF-8 can write and XML forbids.
    private static bool HasNonCharacter(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\uFFFE"u8) >= 0 || utf8.IndexOf("\uFFFF"u8) >= 0;
}
