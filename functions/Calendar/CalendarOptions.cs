using System.Globalization;
using Microsoft.Extensions.Configuration;
using Serverless.Platform;

namespace Serverless.Calendar;

/// <summary>
/// Settings of the reception days: <c>Reception__Months</c> (<c>2,4,6,8,10,12</c>), <c>Reception__Day</c> (1 to 28),
/// <c>Reception__Start</c>, <c>Reception__End</c> (<c>HH:mm</c>), <c>Reception__Shift</c> (<c>None</c>,
/// <c>StatutoryOnly</c>, <c>NonWorkingDay</c>). What is absent has the default of <see cref="ReceptionRules"/>.
/// </summary>
public sealed class CalendarOptions(IConfiguration configuration)
{
    /// <summary>The rules as set.</summary>
    /// <exception cref="SettingException">A setting is not what it should be.</exception>
    public ReceptionRules ToRules()
    {
        var usual = new ReceptionRules();
        var rules = usual with
        {
            Months = Read("Months", usual.Months, Months, "is not a list of months from 1 to 12, such as 2,4,6,8,10,12"),
            Day = Read("Day", usual.Day, Day, "is not a day from 1 to 28"),
            Start = Read("Start", usual.Start, Time, "is not a time such as 09:00"),
            End = Read("End", usual.End, Time, "is not a time such as 11:30"),
            Shift = Read("Shift", usual.Shift, Policy, "is none of None, StatutoryOnly, NonWorkingDay"),
        };
        return rules.Start < rules.End ? rules : throw new SettingException("Reception__End", "is not later than Reception__Start");
    }

    private T Read<T>(string name, T usual, Func<string, (bool Good, T Value)> parse, string reason)
    {
        if (configuration[$"Reception:{name}"] is not { Length: > 0 } text) return usual;
        var (good, value) = parse(text.Trim());
        return good ? value : throw new SettingException($"Reception__{name}", reason);
    }

    private static (bool, IReadOnlyList<int>) Months(string text)
    {
        var months = text.Split(',').Select(part => Number(part, 12)).ToArray();
        return (!months.Contains(0), [.. months.Distinct().Order()]);
    }

    private static (bool, int) Day(string text) => (Number(text, 28) > 0, Number(text, 28));

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : 0;

    private static (bool, TimeOnly) Time(string text) =>
        (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time), time);

    // Enum.TryParse alone would take numbers too.
    private static (bool, ShiftPolicy) Policy(string text) =>
        (Enum.TryParse<ShiftPolicy>(text, out var policy) && policy.ToString() == text, policy);
}
