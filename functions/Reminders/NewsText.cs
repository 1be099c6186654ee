using System.Globalization;
using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>What a notice says about a reception that takes place otherwise than its reader was told, by the keys of <see cref="ReminderText"/>.</summary>
public static class NewsText
{
    /// <summary>The values of one notice.</summary>
    /// <param name="stationName">Where the reception is or was to be.</param>
    /// <param name="occasion">The reception as it stands.</param>
    /// <param name="told">The date the reader was told of; null when they were told that it does not take place.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string stationName, Occasion occasion, DateOnly? told) => occasion switch
    {
        { Status: OccasionStatus.Cancelled } => Values("取消", occasion.Start.AddDays((told ?? occasion.Date).DayNumber - occasion.Date.DayNumber), stationName,
            $"{Day(told ?? occasion.Date)}的接待已取消，请勿到站"),
        _ when told is null => Values("恢复", occasion.Start, stationName, $"不取消了，{Day(occasion.Date)}照常接待"),
        _ => Values("改期", occasion.Start, stationName, $"已改到{Day(occasion.Date)}，请按此时间到站"),
    };

    private static IReadOnlyList<KeyValuePair<string, string>> Values(string what, DateTimeOffset start, string stationName, string hint) =>
    [
        new("thing1", "民情接待日" + what), new("time2", ReminderText.Time(start)), new("thing3", stationName), new("thing4", hint),
    ];

    private static string Day(DateOnly date) => date.ToString("M'月'd'日'", CultureInfo.InvariantCulture);
}
