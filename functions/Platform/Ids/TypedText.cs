namespace Serverless.Platform;

/// <summary>Numbers and codes as people type them on a phone.</summary>
internal static class TypedText
{
    /// <summary>The letters and digits of a text, narrow and without hyphens and spaces between them; whatever else stands in it stays.</summary>
    public static string Letters(string text) => string.Concat(text.Select(Narrow).Where(letter => letter is not (' ' or '-')));

    /// <summary>Full-width letters, digits, hyphens and spaces as their narrow ones; the dashes an input method offers as a hyphen.</summary>
    public static char Narrow(char letter) => letter switch
    {
        >= '！' and <= '～' => Narrow((char)(letter - '！' + '!')),
        '\u3000' or '\u00A0' => ' ',
        '—' or '–' or '−' or '‐' or '_' => '-',
        _ => letter,
    };
}
