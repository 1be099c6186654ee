using System.Globalization;
using Microsoft.Extensions.Configuration;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Settings <c>Statistics__*</c>.</summary>
public static class StatisticsOptions
{
    /// <summary><c>Statistics__FreezeDay</c>: from which day after a quarter's end its reports are final, 1 to 60, default 10.</summary>
    public static ReportFreeze Freeze(IConfiguration configuration) =>
        int.TryParse(configuration["Statistics:FreezeDay"] ?? "10", NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 60
            ? new ReportFreeze(day)
            : throw new SettingException("Statistics__FreezeDay", "must be a number from 1 to 60");
}
