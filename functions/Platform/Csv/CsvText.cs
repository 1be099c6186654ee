using System.Text;
using System.Text.Unicode;

namespace Serverless.Platform;

/// <summary>
/// The text of a file that people made with whatever they have: UTF-8 with or without byte order mark, or GB18030, which older
/// spreadsheets write here.
/// </summary>
public static class CsvText
{
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text; null when the bytes are of neither encoding, or are UTF-8 with damage.</summary>
    public static string? Read(ReadOnlySpan<byte> file)
    {
        // What a text file never holds, UTF-16 does.
        if (file.Contains((byte)0)) return null;
        var isMarked = file.StartsWith(Encoding.UTF8.Preamble);
        if (Utf8.IsValid(file)) return Encoding.UTF8.GetString(isMarked ? file[3..] : file);
        if (isMarked || IsMostlyUtf8(file)) return null;
        try
        {
            return Gb18030.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Text in GB18030 is by chance hardly ever whole characters of UTF-8; a damaged file would be read as gibberish.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> file)
    {
        var letters = Encoding.UTF8.GetString(file);
        return letters.Count(letter => letter is > '\u007F' and not '\uFFFD') > letters.Count(letter => letter == '\uFFFD');
    }
}
