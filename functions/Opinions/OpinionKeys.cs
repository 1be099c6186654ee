using System.Globalization;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The row keys of <see cref="OpinionTable"/>.</summary>
public static class OpinionKeys
{
    public static readonly DateOnly FirstDay = new(2000, 1, 1);
    public static readonly DateOnly LastDay = new(2099, 12, 31);

    // A day counts down from here, so that the newest comes first.
    private const int Top = 99991231;

    public static string Opinion(OpinionNumber number) => $"o|{Down(number.Day)}|{number.Code}";

    /// <summary>The number of an opinion's row.</summary>
    public static OpinionNumber NumberOf(string station, string rowKey)
    {
        var day = Top - int.Parse(rowKey.AsSpan(2, 8), CultureInfo.InvariantCulture);
        return new OpinionNumber(Identifier.Read<StationId>(station), new DateOnly(day / 10000, day / 100 % 100, day % 100), rowKey[11..]);
    }

    /// <summary>The keys that those of the opinions lie between that came from one day to another, both included, newest day first.</summary>
    public static (string From, string Before) Days(DateOnly first, DateOnly last) => ($"o|{Down(last)}|", $"o|{Down(first)}}}");

    public static string Repeat(Repeat? repeat) => $"k|{repeat?.Id}";

    public static string Journal(DateTimeOffset at, OpinionNumber number, int version) => string.Create(CultureInfo.InvariantCulture, $"{JournalFrom(at)}|{number.Code}|{version:D3}");

    /// <summary>The key no journal entry from this instant on lies before.</summary>
    public static string JournalFrom(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"j|{at.UtcTicks:D19}");

    private static string Down(DateOnly day) => (Top - ((day.Year * 10000) + (day.Month * 100) + day.Day)).ToString("D8", CultureInfo.InvariantCulture);
}
