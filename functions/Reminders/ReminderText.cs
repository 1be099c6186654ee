using System.Globalization;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// What a reminder says, by the keys of the account's template: <c>thing1</c> what, <c>time2</c> when, <c>thing3</c>
/// where, <c>thing4</c> a remark. A <c>thing</c> takes 20 characters; the channel cuts longer ones.
/// </summary>
public static class ReminderText
{
    /// <summary>The values of one reminder.</summary>
    /// <param name="stationName">Where the reception is.</param>
    /// <param name="start">When it opens.</param>
    /// <param name="today">The date it is read on; counted from the message, not from the plan, for it may be late.</param>
    /// <param name="moved">True when it takes place on another date than the rule says.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string stationName, DateTimeOffset start, DateOnly today, bool moved) =>
    [
        new("thing1", "民情接待日"),
        new("time2", Time(start)),
        new("thing3", stationName),
        new("thing4", When(StationClock.DateOf(start).DayNumber - today.DayNumber) + (moved ? "，日期有调整" : "，请准时到站")),
    ];

    /// <summary>An instant as the templates' <c>time</c> takes it: <c>2026年12月20日 09:00</c>.</summary>
    internal static string Time(DateTimeOffset instant) => instant.ToOffset(StationClock.Offset).ToString("yyyy'年'M'月'd'日' HH:mm", CultureInfo.InvariantCulture);

    private static string When(int days) => days switch
    {
        <= 0 => "今天接待群众",
        1 => "明天接待群众",
        _ => string.Create(CultureInfo.InvariantCulture, $"{days}天后接待群众"),
    };
}
