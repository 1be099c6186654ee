using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Settings <c>Statistics__*</c>.</summary>
public static class StatisticsOptions
{
    /// <summary>When reports are final, as set.</summary>
    /// <exception cref="SettingException">The setting is not what it should be.</exception>
    public static ReportFreeze From(Settings settings) =>
        new(settings.Number("Statistics__FreezeDay", 10, 1, 60, "how many days after a quarter's last day its reports are final: 10 is 10 January for the fourth"));
}
