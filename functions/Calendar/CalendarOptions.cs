using System.Globalization;
using Serverless.Platform;

namespace Serverless.Calendar;

/// <summary>Settings <c>Reception__*</c>.</summary>
public static class CalendarOptions
{
    /// <summary>The rules of the reception days as set.</summary>
    /// <exception cref="SettingException">A setting is not what it should be.</exception>
    public static ReceptionRules From(Settings settings)
    {
        var usual = new ReceptionRules();
        var rules = new ReceptionRules
        {
            Months = settings.Read<IReadOnlyList<int>>("Reception__Months", string.Join(',', usual.Months), "months with a reception day", Months, "a list of months from 1 to 12, such as 2,4,6,8,10,12"),
            Day = settings.Number("Reception__Day", usual.Day, 1, 28, "its day"),
            Start = settings.Read<TimeOnly>("Reception__Start", $"{usual.Start:HH:mm}", "when it opens, in Asia/Shanghai", Time, "a time such as 09:00"),
            End = settings.Read<TimeOnly>("Reception__End", $"{usual.End:HH:mm}", "when it closes", Time, "a time such as 11:30"),
            Shift = settings.Read<ShiftPolicy>(
                "Reception__Shift", $"{usual.Shift}",
                "`None`, `StatutoryOnly` (announced holidays move it to the next working day) or `NonWorkingDay` (weekends too)",
                Policy, "None, StatutoryOnly or NonWorkingDay"),
        };
        return rules.Start < rules.End ? rules : throw new SettingException("Reception__End", "must be later than Reception__Start");
    }

    private static bool Months(string text, out IReadOnlyList<int> months)
    {
        months = [.. text.Split(',').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var month) ? month : 0).Distinct().Order()];
        return months is [>= 1, ..] && months[^1] <= 12;
    }

    private static bool Time(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    // Enum.TryParse alone would take numbers too.
    private static bool Policy(string text, out ShiftPolicy policy) => Enum.TryParse(text, out policy) && policy.ToString() == text;
}
