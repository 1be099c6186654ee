using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Why a report cannot be had.</summary>
public static class StatisticsRefusals
{
    public static readonly Refusal ReportNotFound = new(404, "reportNotFound", "还没有这个季度的统计", "请先刷新该季度的统计，稍后再查看。");
}
