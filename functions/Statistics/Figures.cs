using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Opinions;

namespace Serverless.Statistics;

/// <summary>Every figure of a quarterly report, in the order of its columns. To count something more, add its line.</summary>
public static class Figures
{
    /// <summary>The category of an opinion about which nobody has said what it concerns.</summary>
    public const string Uncategorised = "uncategorised";

    public static readonly IReadOnlyList<Figure> All =
    [
        new CountFigure("receptions.due", "应接待次数", "G2", facts => facts.Receptions.Count),
        new CountFigure("receptions.held", "已接待次数", "G2", facts => facts.Receptions.Count(day => day.Status == OccasionStatus.Held)),
        new CountFigure("receptions.shifted", "顺延次数", "G2", facts => facts.Receptions.Count(day => day.Status != OccasionStatus.Cancelled && day.Date != day.NominalDate)),
        new CountFigure("receptions.cancelled", "取消次数", "G2", facts => facts.Receptions.Count(day => day.Status == OccasionStatus.Cancelled)),
        new CountFigure("receptions.missed", "未开展次数", "G2", facts => facts.Receptions.Count(day => day.Status == OccasionStatus.Planned && day.Date < facts.Today)),
        new DerivedFigure("receptions.rate", "接待完成率（%）", "G2", report => new Rate(report["receptions.held"], report["receptions.due"])),
        new CountFigure("opinions.openAtStart", "期初在办意见", "G5", facts => facts.OpenAtStart),
        new CountFigure("opinions.received", "收到意见", "G5", facts => facts.Received.Count),
        new CountFigure("opinions.merged", "合并意见", "G5", facts => facts.Left(OpinionStatus.Merged)),
        new CountFigure("opinions.rejected", "不予受理意见", "G5", facts => facts.Left(OpinionStatus.Rejected)),
        new CountFigure("opinions.withdrawn", "撤回意见", "G5", facts => facts.Left(OpinionStatus.Withdrawn)),
        new CountFigure("opinions.closed", "办结意见", "G5", facts => facts.Left(OpinionStatus.Closed)),
        new CountFigure("opinions.openAtEnd", "期末在办意见", "G5", facts => facts.OpenAtStart + facts.Received.Count - facts.Left()),
        new PartsFigure("opinions.bySource", "来源", "G5", facts => facts.Received.Select(receipt => receipt.Channel), Source),
        new PartsFigure("opinions.byCategory", "类别", "G5", facts => facts.Received.Select(receipt => receipt.Category ?? Uncategorised), Category),
        new PartsFigure("representatives.opinions", "收到意见", "G9", facts => facts.Received.Select(receipt => receipt.RepresentativeId?.ToString()).OfType<string>(), null),
        new DerivedFigure("zeroActive", "零履职代表人数", "G9", report => report.People.Keys.Count(id => ByPerson.All(figure => report[figure.KeyOf(id)] == 0))),
        new CountFigure("notices.planned", "计划提醒", "G11", facts => facts.Notices.Count),
        new CountFigure("notices.sent", "已发送提醒", "G11", facts => facts.Notices.Count(notice => notice.Sent)),
        new CountFigure("notices.delivered", "已送达提醒", "G11", facts => facts.Notices.Count(notice => notice.Status == NoticeStatus.Delivered)),
        new CountFigure("notices.failed", "失败提醒", "G11", facts => facts.Notices.Count(notice => notice.Status == NoticeStatus.Failed)),
        new CountFigure("notices.dead", "放弃提醒", "G11", facts => facts.Notices.Count(notice => notice.Status == NoticeStatus.Dead)),
        new DerivedFigure("notices.deliverRate", "提醒送达率（%）", "G11", report => new Rate(report["notices.delivered"], report["notices.sent"])),
    ];

    /// <summary>Those that count what each representative did.</summary>
    internal static IEnumerable<PartsFigure> ByPerson => All.OfType<PartsFigure>().Where(figure => figure.Word is null);

    /// <summary>Every count of a quarter by its key.</summary>
    public static IReadOnlyDictionary<string, int> Count(QuarterFacts facts) => All.SelectMany(figure => figure.Fold(facts)).ToDictionary();

    /// <summary>True when a report says something else of the receptions than is the case.</summary>
    internal static bool Differs(StationReport report, QuarterFacts facts) => All.OfType<CountFigure>().Any(figure => figure.Group == "G2" && report[figure.Key] != figure.Of(facts));

    private static string Source(string channel) => channel switch
    {
        "wechat" => "微信",
        "station" => "站点",
        "reception" => "接待日",
        "visit" => "走访",
        "phone" => "电话",
        "meeting" => "会议",
        "web" => "网页",
        "bot" => "机器人",
        _ => channel,
    };

    private static string Category(string category) => category switch
    {
        Uncategorised => "未分类",
        PartsFigure.Others => "其他",
        _ => category,
    };
}
