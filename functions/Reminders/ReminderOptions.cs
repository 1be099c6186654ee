using System.Globalization;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>Settings <c>Reminders__*</c>.</summary>
public static class ReminderOptions
{
    /// <summary>The rules of the reminders as set.</summary>
    /// <exception cref="SettingException">A setting is not what it should be.</exception>
    public static ReminderRules From(Settings settings)
    {
        var usual = new ReminderRules();
        return new ReminderRules
        {
            Offsets = settings.Read<IReadOnlyList<int>>(
                "Reminders__Offsets", string.Join(',', usual.Offsets), "days before the day on which its people are reminded",
                Offsets, $"a list of different days from -{ReminderRules.Farthest} to 0, such as -7,-1,0"),
            SpreadMinutes = settings.Number("Reminders__SpreadMinutes", usual.SpreadMinutes, 0, 240, "over how many minutes a city of more than 1,000 stations is reminded"),
        };
    }

    private static bool Offsets(string text, out IReadOnlyList<int> offsets)
    {
        offsets = [.. text.Split(',').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var day) ? day : 1)];
        return offsets.All(day => day is >= -ReminderRules.Farthest and <= 0) && offsets.Distinct().Count() == offsets.Count;
    }
}
