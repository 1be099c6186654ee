using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>
/// A receipt number such as <c>NA017-261125-7K3F9Q2X</c> (受理编号): the station, which is the partition the opinion lies
/// in, the day it came, seven characters of Crockford base 32 and a check character over all of it. It resolves with one
/// point read, is the same however often the same message is delivered, and a mistyped or swapped character is noticed.
/// </summary>
/// <param name="StationId">The station.</param>
/// <param name="Day">The date in Asia/Shanghai it came on, of the years 2000 to 2099.</param>
/// <param name="Code">Seven characters and the check character.</param>
[JsonConverter(typeof(IdentifierJson<OpinionNumber>))]
public readonly record struct OpinionNumber(StationId StationId, DateOnly Day, string Code) : IIdentifier<OpinionNumber>
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Digits = 7;
    private const string DayFormat = "yyMMdd";

    /// <summary>
    /// The number of what <paramref name="sourceKey"/> identifies. A code of 35 bits meets another of the same station and
    /// day by chance once in about 10^4 days of 2,000 opinions; the caller then asks with the next <paramref name="attempt"/>.
    /// </summary>
    public static OpinionNumber Of(StationId stationId, DateOnly day, string sourceKey, int attempt = 0)
    {
        // Crockford's five extra check symbols (* ~ $ = U) do not go well with URLs and telephones: such values are passed over.
        for (var salt = 0; ; salt++)
        {
            var hash = ContentHash.Of(sourceKey, attempt.ToString(CultureInfo.InvariantCulture), salt.ToString(CultureInfo.InvariantCulture));
            var digits = Write(BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - (5 * Digits)));
            if (Check(stationId, day, digits) is { } check) return new OpinionNumber(stationId, day, digits + check);
        }
    }

    /// <summary>
    /// Reads a number as people type it: any case and width, O for 0, I and L for 1, with hyphens, spaces or nothing between
    /// its parts. False when the shape or the check character is wrong.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OpinionNumber number)
    {
        number = default;
        var letters = TypedText.Letters(text ?? "");
        if (letters.Length < 2 + 6 + Digits + 1 || !letters.All(char.IsAsciiLetterOrDigit)) return false;
        var (station, day, code) = (letters[..^(6 + Digits + 1)], letters[^(6 + Digits + 1)..^(Digits + 1)], letters[^(Digits + 1)..]);
        if (!Platform.StationId.TryParse(station.ToLowerInvariant(), out var stationId)) return false;
        // Two digits of a year are of this century, whatever the library's window is.
        if (!DateOnly.TryParseExact("20" + string.Concat(day.Select(Digit)), "20" + DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        var typed = string.Concat(code.Select(Digit));
        if (Check(stationId, date, typed[..Digits]) != typed[Digits]) return false;
        number = new OpinionNumber(stationId, date, typed);
        return true;
    }

    /// <summary>True for what is typed like a number, whether or not its check character fits: nothing but letters and digits, as many as one has, with a day among them.</summary>
    public static bool IsShaped(string text)
    {
        var letters = TypedText.Letters(text);
        return letters.Length is >= 2 + 6 + Digits + 1 and <= 20 + 6 + Digits + 1 && letters.All(char.IsAsciiLetterOrDigit)
            && letters[^(6 + Digits + 1)..^(Digits + 1)].All(letter => char.IsAsciiDigit(Digit(letter))) && letters.Any(char.IsAsciiLetter);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{StationId.ToString().ToUpperInvariant()}-{Day.ToString(DayFormat, CultureInfo.InvariantCulture)}-{Code}");

    private static char Digit(char letter) => char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', var upper => upper };

    /// <summary>
    /// The check character: everything before it as a number to the base 32, modulo 37 as Crockford has it. Null where that
    /// is one of his five extra symbols, or where a character is none of the alphabet.
    /// </summary>
    private static char? Check(StationId stationId, DateOnly day, string digits)
    {
        var rest = 0;
        foreach (var letter in (string)stationId) rest = ((rest * 32) + (char.IsAsciiDigit(letter) ? letter - '0' : letter - 'a' + 10)) % 37;
        foreach (var letter in day.ToString(DayFormat, CultureInfo.InvariantCulture) + digits)
        {
            if (Alphabet.IndexOf(letter) is not (>= 0 and var value)) return null;
            rest = ((rest * 32) + value) % 37;
        }

        return rest < Alphabet.Length ? Alphabet[rest] : null;
    }

    private static string Write(ulong value) => string.Create(Digits, value, static (code, rest) =>
    {
        for (var i = Digits - 1; i >= 0; i--, rest >>= 5) code[i] = Alphabet[(int)(rest & 31)];
    });
}
