using System.Runtime.InteropServices;
using System.Text.Unicode;
using System.Xml;

namespace Serverless.WeChat;

/// <summary>
/// Reads the XML of a push: strict UTF-8, no DTD, no outside entity, bounded in size and depth. The same reader serves the
/// outer XML, which is read before anything could be checked, and the XML that was sealed inside.
/// </summary>
internal static class WeChatXmlReader
{
    private const int MaxDepth = 8;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // 0 would mean no limit.
        MaxCharactersInDocument = WeChatXml.MaxBytes,
        MaxCharactersFromEntities = WeChatXml.MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The values of the document, or null if it is not exactly what WeChat sends; never throws for bad input.</summary>
    public static WeChatXml? Read(ReadOnlyMemory<byte> utf8)
    {
        // A zero byte would make the reader guess UTF-16, in which other characters stand between.
        if (utf8.Length > WeChatXml.MaxBytes || utf8.Span.Contains((byte)0) || !Utf8.IsValid(utf8.Span)) return null;
        try
        {
            using var reader = XmlReader.Create(Stream(utf8), Settings);
            return new Pass().Over(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>
    /// The same for what was sealed and signed: a citizen's text may hold control characters, which XML forbids; they say
    /// nothing and go, and the text is not lost for them.
    /// </summary>
    public static WeChatXml? ReadLeniently(ReadOnlyMemory<byte> utf8) => Read(utf8) ?? Read(utf8.ToArray().Where(IsAllowed).ToArray());

    // No byte of a longer UTF-8 sequence is below 128, so none is hit.
    private static bool IsAllowed(byte value) => value is >= 32 or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private static bool IsUtf8(string? encoding) => encoding is null || encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static MemoryStream Stream(ReadOnlyMemory<byte> utf8) =>
        MemoryMarshal.TryGetArray(utf8, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(utf8.ToArray(), writable: false);

    private sealed class Pass
    {
        private readonly WeChatXml xml = new();
        private string? name;
        private string value = "";

        public WeChatXml? Over(XmlReader reader)
        {
            while (reader.Read())
                if (!Take(reader)) return null;
            return xml;
        }

        private bool Take(XmlReader reader) => reader.NodeType switch
        {
            XmlNodeType.XmlDeclaration => IsUtf8(reader.GetAttribute("encoding")),
            XmlNodeType.Element => MayStand(reader) && Begin(reader),
            XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace => Append(reader),
            XmlNodeType.EndElement => reader.Depth != 1 || End(),
            _ => true,
        };

        // An element that is read holds text and nothing else; the rest may nest, though not without end.
        private bool MayStand(XmlReader reader) =>
            reader.Depth == 0 ? reader.Name == "xml" : name is null && reader.Depth <= MaxDepth;

        private bool Begin(XmlReader reader)
        {
            if (reader.Depth != 1) return true;
            (name, value) = (WeChatXml.Knows(reader.Name) ? reader.Name : null, "");
            return !reader.IsEmptyElement || End();
        }

        private bool Append(XmlReader reader)
        {
            if (name is not null) value = value.Length == 0 ? reader.Value : value + reader.Value;
            return true;
        }

        private bool End()
        {
            var done = name;
            name = null;
            return done is null || xml.Add(done, value);
        }
    }
}
