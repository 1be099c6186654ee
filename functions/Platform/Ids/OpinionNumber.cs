using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>
/// A receipt number such as <c>NA017-261125-7K3F9Q2X</c> (受理编号): the station, which is the partition the opinion lies
/// in, the day it came, and seven characters of Crockford base 32 with Crockford's check character (value modulo 37). It
/// resolves with one point read, is the same however often the same message is delivered, and a mistyped character is noticed.
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
            var value = BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - (5 * Digits));
            if (value % 37 < 32) return new OpinionNumber(stationId, day, Write(value));
        }
    }

    /// <summary>
    /// Reads a number as people type it: any case and width, O for 0, I and L for 1, with hyphens, spaces or nothing between
    /// its parts. False when the shape or the check character is wrong.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OpinionNumber number)
    {
        number = default;
        var letters = string.Concat((text ?? "").Select(Narrow).Where(letter => letter is not (' ' or '-')));
        if (letters.Length < 2 + 6 + Digits + 1 || !letters.All(char.IsAsciiLetterOrDigit)) return false;
        var (station, day, code) = (letters[..^(6 + Digits + 1)], letters[^(6 + Digits + 1)..^(Digits + 1)], letters[^(Digits + 1)..]);
        if (!Platform.StationId.TryParse(station.ToLowerInvariant(), out var stationId)) return false;
        // Two digits of a year are of this century, whatever the library's window is.
        if (!DateOnly.TryParseExact("20" + string.Concat(day.Select(Digit)), "20" + DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        ulong value = 0;
        foreach (var letter in code[..Digits])
        {
            if (Value(letter) is not (>= 0 and var digit)) return false;
            value = (value << 5) | (uint)digit;
        }

        if (value % 37 >= 32 || Value(code[Digits]) != (int)(value % 37)) return false;
        number = new OpinionNumber(stationId, date, Write(value));
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{StationId.ToString().ToUpperInvariant()}-{Day.ToString(DayFormat, CultureInfo.InvariantCulture)}-{Code}");

    /// <summary>Full-width letters, digits, hyphens and spaces as their narrow ones; the dashes an input method offers as a hyphen.</summary>
    private static char Narrow(char letter) => letter switch
    {
        >= '！' and <= '～' => Narrow((char)(letter - '！' + '!')),
        '\u3000' or '\u00A0' => ' ',
        '—' or '–' or '−' or '‐' or '_' => '-',
        _ => letter,
    };

    private static char Digit(char letter) => char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };

    private static int Value(char letter) => Alphabet.IndexOf(Digit(char.ToUpperInvariant(letter)));

    private static string Write(ulong value) => string.Create(Digits + 1, value, static (code, rest) =>
    {
        code[Digits] = Alphabet[(int)(rest % 37)];
        for (var i = Digits - 1; i >= 0; i--, rest >>= 5) code[i] = Alphabet[(int)(rest & 31)];
    });
}
