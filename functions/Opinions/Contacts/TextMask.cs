using System.Text.RegularExpressions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Masks in a free text what names or reaches a person: identity card, bank card, telephone, e-mail, number plate. Digits of full
/// width and in groups count too; what is left tells two apart and says what it was.
/// </summary>
public static partial class TextMask
{
    private const string Provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

    // The longer ones first: eleven digits of an identity card can look like a telephone.
    private static readonly (SensitiveKind Kind, Regex Shape, Predicate<string> Is, int First, int Last)[] Shapes =
    [
        (SensitiveKind.IdCard, IdCard(), _ => true, 4, 2),
        (SensitiveKind.BankCard, BankCard(), IsLuhn, 0, 4),
        (SensitiveKind.Phone, Mobile(), _ => true, 3, 4),
        (SensitiveKind.Phone, Landline(), _ => true, 3, 2),
        (SensitiveKind.Plate, Plate(), text => text.Any(char.IsAsciiDigit), 2, 1),
    ];

    /// <summary>The text with what it gives away masked, and what that was; the text itself when that is nothing.</summary>
    public static (string Text, IReadOnlyList<SensitiveKind> Kinds) Of(string text)
    {
        if (!MayGiveAway(text)) return (text, []);
        // Character for character, so that a place in one is a place in the other.
        var narrow = string.Concat(text.Select(TypedText.Narrow));
        var (masked, kinds) = (text.ToCharArray(), new SortedSet<SensitiveKind>());
        foreach (var (kind, shape, isOne, first, last) in Shapes)
        {
            foreach (var found in shape.Matches(narrow).Where(found => isOne(found.Value)))
            {
                Hide(masked, found.Groups["n"] is { Success: true } number ? number : found, first, last);
                kinds.Add(kind);
            }

            narrow = shape.Replace(narrow, found => isOne(found.Value) ? new string('*', found.Length) : found.Value);
        }

        foreach (var found in Email().Matches(narrow).ToArray())
        {
            for (var i = found.Index + 1; i < found.Index + found.Value.IndexOf('@'); i++) masked[i] = '*';
            kinds.Add(SensitiveKind.Email);
        }

        return kinds.Count == 0 ? (text, []) : (new string(masked), [.. kinds]);
    }

    /// <summary>A telephone as people may see it: 138****5678.</summary>
    public static string Phone(string phone)
    {
        var digits = phone.Count(char.IsAsciiDigit);
        var (first, last) = digits >= 11 ? (digits - 8, 4) : digits >= 7 ? (digits - 6, 2) : (0, 0);
        var place = 0;
        return string.Concat(phone.Select(letter => char.IsAsciiDigit(letter) && ++place > first && place <= digits - last ? '*' : letter));
    }

    // Of most opinions this is all that is done.
    private static bool MayGiveAway(string text)
    {
        var (digits, before) = (0, '\0');
        foreach (var letter in text)
        {
            if (letter is '@' or '＠') return true;
            var narrow = letter < '！' ? letter : TypedText.Narrow(letter);
            if (char.IsAsciiDigit(narrow) && ++digits >= 7) return true;
            if (char.IsAsciiLetter(narrow) && Provinces.Contains(before)) return true;
            before = letter;
        }

        return false;
    }

    private static void Hide(char[] text, Group found, int first, int last)
    {
        var places = Enumerable.Range(found.Index, found.Length).Where(i => char.IsLetterOrDigit(text[i])).ToArray();
        foreach (var i in places[first..^last]) text[i] = '*';
    }

    /// <summary>The check digit of ISO/IEC 7812, without which any long number would be a bank card.</summary>
    private static bool IsLuhn(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(digit => digit - '0').Reverse();
        return digits.Select((digit, i) => i % 2 == 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2).Sum() % 10 == 0;
    }

    [GeneratedRegex("(?<![0-9A-Za-z])[1-9][0-9]{5}[ -]?(?:(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{3}[0-9Xx]|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{3})(?![0-9A-Za-z])")]
    private static partial Regex IdCard();

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9]{4}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9A-Za-z])")]
    private static partial Regex BankCard();

    [GeneratedRegex("(?<![0-9])(?:(?:\\+|00)?86[ .-]{0,2})?(?<n>1[3-9][0-9](?:[ .\\n-]{0,2}[0-9]){8})(?![0-9])")]
    private static partial Regex Mobile();

    [GeneratedRegex("(?<![0-9A-Za-z-])0[0-9]{2,3}[)）]?[ .-]{0,2}[0-9]{3,4}[ .-]?[0-9]{4}(?![0-9])")]
    private static partial Regex Landline();

    [GeneratedRegex($"[{Provinces}][A-HJ-NP-Za-hj-np-z][ ·•.]?[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![0-9A-Za-z])")]
    private static partial Regex Plate();

    [GeneratedRegex("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+")]
    private static partial Regex Email();
}
