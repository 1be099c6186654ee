using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Settings <c>Statistics__*</c>.</summary>
public static class StatisticsOptions
{
    /// <summary>When reports are final, as set.</summary>
    /// <exception cref="SettingException">The setting is not what it should be.</exception>
    public static ReportFreeze From(Settings settings) =>
        new(settings.Number("Statistics__FreezeDay", 10, 1, 60, "the day after the quarter's end from which its reports are final"));
}
