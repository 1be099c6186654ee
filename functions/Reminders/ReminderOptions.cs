using System.Globalization;
using Microsoft.Extensions.Configuration;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// Settings of the reminders: <c>Reminders__Offsets</c> (<c>-7,-1,0</c>) and <c>Reminders__SpreadMinutes</c> (0 to
/// 240). What is absent has the default of <see cref="ReminderRules"/>.
/// </summary>
public sealed class ReminderOptions(IConfiguration configuration)
{
    /// <summary>The rules as set.</summary>
    /// <exception cref="SettingException">A setting is not what it should be.</exception>
    public ReminderRules ToRules()
    {
        var usual = new ReminderRules();
        return new ReminderRules { Offsets = Offsets() ?? usual.Offsets, SpreadMinutes = Spread() ?? usual.SpreadMinutes };
    }

    private int[]? Offsets()
    {
        if (configuration["Reminders:Offsets"] is not { Length: > 0 } text) return null;
        var offsets = text.Split(',').Select(part => Number(part, -ReminderRules.Farthest, 0)).ToArray();
        return offsets.Contains(null) || offsets.Distinct().Count() != offsets.Length
            ? throw new SettingException("Reminders__Offsets", $"is not a list of different days from -{ReminderRules.Farthest} to 0, such as -7,-1,0")
            : [.. offsets.Select(offset => offset!.Value)];
    }

    private int? Spread()
    {
        if (configuration["Reminders:SpreadMinutes"] is not { Length: > 0 } text) return null;
        return Number(text, 0, 240) ?? throw new SettingException("Reminders__SpreadMinutes", "is not a number of minutes from 0 to 240");
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
