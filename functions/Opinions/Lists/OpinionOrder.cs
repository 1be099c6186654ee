using System.Globalization;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Where an opinion stands in a list, over whatever stations; also how a page says where it stopped.</summary>
internal static class OpinionOrder
{
    /// <summary>What opinions are sorted by, as text: ordinal, and no two are equal.</summary>
    public static string Key(OpinionSort sort, Opinion opinion) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(sort == OpinionSort.Due ? $"{opinion.DueOn:yyyyMMdd}|{opinion.ReceivedAt.UtcTicks:D19}" : $"{DateTime.MaxValue.Ticks - opinion.ReceivedAt.UtcTicks:D19}")}|{opinion.Number.Code}|{opinion.StationId}");

    /// <summary>False for what no page of this order has given.</summary>
    public static bool IsKey(OpinionSort sort, string text) => (sort, text.Split('|')) switch
    {
        (OpinionSort.Received, [var ticks, _, _]) => IsTicks(ticks),
        (OpinionSort.Due, [{ Length: 8 } day, var ticks, _, _]) => IsTicks(ticks) && day.All(char.IsAsciiDigit),
        _ => false,
    };

    /// <summary>The day in Asia/Shanghai, which is the number's, of an opinion with this key of the newest first.</summary>
    public static DateOnly Day(string key) =>
        StationClock.DateOf(new DateTimeOffset(DateTime.MaxValue.Ticks - long.Parse(key.AsSpan(0, 19), CultureInfo.InvariantCulture), TimeSpan.Zero));

    /// <summary>The first of what was found, in order; with a continuation when there is more.</summary>
    public static Listing<Opinion> Cut(OpinionSort sort, IEnumerable<Opinion> found, string? start, int top)
    {
        var all = found.Select(opinion => (Key: Key(sort, opinion), Opinion: opinion))
            .Where(one => start is null || string.CompareOrdinal(one.Key, start) > 0).OrderBy(one => one.Key, StringComparer.Ordinal).Take(top + 1).ToArray();
        var items = all.Take(top).Select(one => one.Opinion).ToArray();
        return all.Length <= top ? new Listing<Opinion>(items, null) : Listing<Opinion>.Of(items, all[top - 1].Key);
    }

    // A day of slack, so that no time zone leads past the ends of time.
    private static bool IsTicks(string text) =>
        text.Length == 19 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks >= TimeSpan.TicksPerDay && ticks <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay;
}
