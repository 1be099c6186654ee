using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>
/// A quarter as a table for Excel: UTF-8 with byte order mark, a row for each station and the sum. A cell that a
/// spreadsheet would take for a formula is led by an apostrophe.
/// </summary>
public static class StatisticsCsv
{
    private const string NoRate = "—";

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        // Full-width signs begin a formula too where the input method is Chinese.
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'],
        NewLine = "\r\n",
    };

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(QuarterReport report)
    {
        using var file = new MemoryStream();
        using (var writer = new CsvWriter(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), Format))
        {
            var columns = Columns(report.Total);
            Row(writer, columns.Select(column => column.Title));
            foreach (var line in report.Stations.Append(report.Total)) Row(writer, columns.Select(column => column.Cell(line)));
        }

        return file.ToArray();
    }

    /// <summary>The total knows every channel and category that any station has.</summary>
    private static List<Column> Columns(StationReport total) =>
    [
        new("站点编号", report => report.StationId ?? ""),
        new("站点名称", report => report.Name),
        new("站点类型", report => report.Kind is { } kind ? KindName(kind) : ""),
        new("季度", report => report.Quarter.ToString()),
        new("版次", report => Number(report.Revision)),
        new("是否定稿", report => report.Frozen ? "是" : "否"),
        new("统计时间", report => report.ComputedAt?.ToOffset(StationClock.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? ""),
        .. ReportFigure.All.Select(figure => new Column(figure.Title, report => Number(figure.Of(report)))),
        new("接待完成率（%）", report => Percent(report.Receptions.Rate)),
        new("提醒送达率（%）", report => Percent(report.Notices.DeliverRate)),
        .. total.Opinions.BySource.Keys.Select(channel => new Column($"来源：{channel}", report => Number(report.Opinions.BySource.GetValueOrDefault(channel)))),
        .. total.Opinions.ByCategory.Keys.Select(category => new Column($"类别：{Category(category)}", report => Number(report.Opinions.ByCategory.GetValueOrDefault(category)))),
    ];

    private static void Row(CsvWriter writer, IEnumerable<string> cells)
    {
        foreach (var cell in cells) writer.WriteField(cell);
        writer.NextRecord();
    }

    private static string KindName(StationKind kind) => kind switch
    {
        StationKind.Home => "人大代表之家",
        StationKind.Station => "人大代表活动站",
        StationKind.ContactPoint => "民情联络点",
        _ => "议事代表工作室",
    };

    private static string Category(string category) => category == OpinionFlow.Uncategorised ? "未分类" : category;

    private static string Percent(Rate rate) => rate.Percent?.ToString("0.00", CultureInfo.InvariantCulture) ?? NoRate;

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed record Column(string Title, Func<StationReport, string> Cell);
}
