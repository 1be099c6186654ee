using System.Globalization;
using System.Text;

namespace Serverless.Platform;

/// <summary>Gathers what is wrong with a body's fields, so that a caller learns of all of them at once.</summary>
public sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    /// <summary>Notes the sentence about the field unless the condition holds.</summary>
    public FieldErrors Require(bool holds, string field, string sentence)
    {
        if (holds) return this;
        if (!errors.TryGetValue(field, out var sentences)) errors[field] = sentences = [];
        sentences.Add(sentence);
        return this;
    }

    /// <summary>Notes the sentence unless the text is absent or 1 to <paramref name="most"/> characters without control characters.</summary>
    public FieldErrors Text(string? text, string field, int most) =>
        Require(text is null || IsText(text, most), field, $"须为 1 至 {most} 个字，且不含控制字符。");

    /// <summary>The refusal that lists everything noted, or null when nothing was.</summary>
    public Refusal? ToRefusal(Refusal? kind = null) => errors.Count == 0
        ? null
        : (kind ?? Refusals.FieldsInvalid) with { Errors = errors.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()) };

    /// <summary>1 to <paramref name="most"/> characters (code points), with something to see among them, well-formed, no control characters but tab and line breaks.</summary>
    public static bool IsText(string text, int most) =>
        IsWithin(text, most) && IsVisible(text) && !HasForbidden(text);

    /// <summary>True when a reader sees anything: a letter, digit, sign or picture, not only spaces, joiners, marks and fillers.</summary>
    public static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune)) return true;
        return false;
    }

    /// <summary>3 to 20 digits, spaces, plus or minus, with at least 3 digits.</summary>
    public static bool IsPhone(string text) =>
        text.Length <= 20 && text.Count(char.IsAsciiDigit) >= 3 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-');

    /// <summary>Whether the text has no more characters (code points) than that.</summary>
    public static bool IsWithin(string text, int most) => text.Length <= most || text.EnumerateRunes().Count() <= most;

    // The fillers of Hangul and the blank pattern of Braille are letters and signs that show nothing.
    private static bool IsVisible(Rune rune) => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark);

    private static bool HasForbidden(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t')) return true;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return true;
        }

        return false;
    }
}
