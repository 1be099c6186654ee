using System.Buffers.Binary;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// A receipt number such as <c>NA017-7K3F9Q2M4X</c> (受理编号): the station, which is the partition the opinion lies in,
/// and nine characters of Crockford base 32 with Crockford's check character (value modulo 37). It resolves with one
/// point read, is the same however often the same message is delivered, and a mistyped character is noticed.
/// </summary>
public readonly record struct OpinionNumber(string StationId, string Code)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Digits = 9;

    /// <summary>
    /// The number of what <paramref name="sourceKey"/> identifies. A code of 45 bits meets another of the same station
    /// by chance once in about 10^5 stations of 20,000 opinions; the caller then asks with the next
    /// <paramref name="attempt"/>.
    /// </summary>
    public static OpinionNumber Of(string stationId, string sourceKey, int attempt = 0)
    {
        // Crockford's five extra check symbols (* ~ $ = U) do not go well with URLs and telephones: such values are passed over.
        for (var salt = 0; ; salt++)
        {
            var hash = ContentHash.Of(sourceKey, attempt.ToString(), salt.ToString());
            var value = BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - (5 * Digits));
            if (value % 37 < 32) return new OpinionNumber(stationId, Write(value));
        }
    }

    /// <summary>
    /// Reads a number as people type it: any case, O for 0, I and L for 1, with or without the hyphen's neighbours' spaces.
    /// False when the shape or the check character is wrong.
    /// </summary>
    public static bool TryParse(string? text, out OpinionNumber number)
    {
        number = default;
        var parts = (text ?? "").Trim().Replace('－', '-').Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || parts[1].Length != Digits + 1 || !IsStation(parts[0])) return false;
        ulong value = 0;
        foreach (var letter in parts[1][..Digits])
        {
            if (Digit(letter) is not (>= 0 and var digit)) return false;
            value = (value << 5) | (uint)digit;
        }

        if (value % 37 >= 32 || Digit(parts[1][Digits]) != (int)(value % 37)) return false;
        number = new OpinionNumber(parts[0].ToLowerInvariant(), Write(value));
        return true;
    }

    public override string ToString() => $"{StationId.ToUpperInvariant()}-{Code}";

    private static bool IsStation(string text) => text.Length is >= 2 and <= 20 && text.All(char.IsAsciiLetterOrDigit);

    private static int Digit(char letter) => char.ToUpperInvariant(letter) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var upper => Alphabet.IndexOf(upper),
    };

    private static string Write(ulong value) => string.Create(Digits + 1, value, static (code, rest) =>
    {
        code[Digits] = Alphabet[(int)(rest % 37)];
        for (var i = Digits - 1; i >= 0; i--, rest >>= 5) code[i] = Alphabet[(int)(rest & 31)];
    });
}
