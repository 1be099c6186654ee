namespace Serverless.Statistics;

/// <summary>One count of a report: where it stands in the JSON, its heading in a table, and how it is read.</summary>
/// <param name="Path">Its place in the report, such as <c>opinions.received</c>.</param>
/// <param name="Title">Its Chinese heading.</param>
/// <param name="Of">The count in a report.</param>
public sealed record ReportFigure(string Path, string Title, Func<StationReport, int> Of)
{
    /// <summary>Every count, in the order of the report's groups.</summary>
    public static readonly IReadOnlyList<ReportFigure> All =
    [
        new("receptions.due", "应接待次数", report => report.Receptions.Due),
        new("receptions.held", "已接待次数", report => report.Receptions.Held),
        new("receptions.shifted", "顺延次数", report => report.Receptions.Shifted),
        new("receptions.cancelled", "取消次数", report => report.Receptions.Cancelled),
        new("opinions.openAtStart", "期初在办意见", report => report.Opinions.OpenAtStart),
        new("opinions.received", "收到意见", report => report.Opinions.Received),
        new("opinions.merged", "合并意见", report => report.Opinions.Merged),
        new("opinions.rejected", "不予受理意见", report => report.Opinions.Rejected),
        new("opinions.withdrawn", "撤回意见", report => report.Opinions.Withdrawn),
        new("opinions.closed", "办结意见", report => report.Opinions.Closed),
        new("opinions.openAtEnd", "期末在办意见", report => report.Opinions.OpenAtEnd),
        new("zeroActive", "零履职代表人数", report => report.ZeroActive),
        new("notices.planned", "计划提醒", report => report.Notices.Planned),
        new("notices.sent", "已发送提醒", report => report.Notices.Sent),
        new("notices.delivered", "已送达提醒", report => report.Notices.Delivered),
        new("notices.failed", "失败提醒", report => report.Notices.Failed),
        new("notices.dead", "放弃提醒", report => report.Notices.Dead),
    ];

    /// <summary>The counts that differ between two reports.</summary>
    public static IEnumerable<ReportChange> Changes(StationReport was, StationReport isNow, int revision) =>
        from figure in All
        where figure.Of(was) != figure.Of(isNow)
        select new ReportChange(revision, figure.Path, figure.Of(was), figure.Of(isNow));
}
