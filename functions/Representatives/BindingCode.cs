using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// What a representative sends to the official account to be known there (绑定码), such as <c>BD-7K3F-9Q2XA</c>: the letters BD, eight
/// characters of Crockford base 32 (40 bits) and a check character. No number and hardly a word looks like it.
/// </summary>
public readonly partial record struct BindingCode : IIdentifier<BindingCode>
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(7);

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Lead = "BD";

    // A longer text with something in it that looks like a code and is none speaks of something else.
    private const int MostAround = 30;
    private const int Digits = 8;

    private readonly string text;

    private BindingCode(string text) => this.text = text;

    /// <summary>What codes are made from, 128 bits that nobody can guess.</summary>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The code of a person that a seed and a secret make, always the same one; the secret is empty where the seed is kept nowhere.</summary>
    public static BindingCode Of(string seed, string secret, PersonId person)
    {
        // Crockford's five extra check symbols do not go well with telephones: such values are passed over.
        for (var salt = 0; ; salt++)
        {
            var hash = ContentHash.Of("bindingCode", seed, secret, person, salt.ToString(CultureInfo.InvariantCulture));
            var digits = string.Concat(hash.Take(Digits).Select(letter => Alphabet[letter & 31]));
            if (Check(digits) is { } check) return new BindingCode(Lead + digits + check);
        }
    }

    /// <summary>
    /// Reads a code as people type it: any case and width, O for 0, I and L for 1, with hyphens, spaces or nothing between its parts.
    /// False when the text is anything else or the check character is wrong.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BindingCode code)
    {
        code = default;
        // A citizen's text may be long; a code is not.
        if (text is not { Length: >= 11 and <= 40 }) return false;
        var letters = TypedText.Letters(text.Trim()).ToUpperInvariant();
        if (letters.Length != Lead.Length + Digits + 1 || !letters.StartsWith(Lead, StringComparison.Ordinal)) return false;
        var typed = string.Concat(letters[Lead.Length..].Select(Digit));
        if (Check(typed[..Digits]) != typed[Digits]) return false;
        code = new BindingCode(Lead + typed);
        return true;
    }

    /// <summary>
    /// The code in a text, with whatever people write around one, or what looks like one and has a slip in it; null when there is
    /// neither. A text with a code in it is nobody's opinion: it would show the code to whoever reads opinions.
    /// </summary>
    public static string? Find(string text)
    {
        var narrow = string.Concat(text.Select(TypedText.Narrow)).Trim();
        if (Shape().Match(narrow) is not { Success: true } found) return Stump().IsMatch(narrow) ? narrow : null;
        return TryParse(found.Value, out _) || text.Length <= MostAround ? found.Value : null;
    }

    /// <summary>What is stored in its place.</summary>
    public string Hash() => ContentHash.Key("bindingCode", text);

    /// <summary>As it is shown: <c>BD-7K3F-9Q2XA</c>.</summary>
    public string Show() => $"{text[..2]}-{text[2..6]}-{text[6..]}";

    // A record prints its members; a log line must not show a code.
    public override string ToString() => "BindingCode";

    [GeneratedRegex("(?<![0-9A-Za-z])[Bb][Dd][ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{5}(?![0-9A-Za-z])")]
    private static partial Regex Shape();

    // Nothing but the beginning of one, or one with a character too many.
    [GeneratedRegex("^[Bb][Dd][ -]?(?=[^0-9]*[0-9])[0-9A-Za-z -]{6,12}$")]
    private static partial Regex Stump();

    private static char Digit(char letter) => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };

    private static char? Check(string digits)
    {
        var rest = 0;
        foreach (var letter in digits)
        {
            if (Alphabet.IndexOf(letter) is not (>= 0 and var value)) return null;
            rest = ((rest * 32) + value) % 37;
        }

        return rest < Alphabet.Length ? Alphabet[rest] : null;
    }
}
