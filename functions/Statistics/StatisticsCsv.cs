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

    private static readonly ReportColumn[] Head =
    [
        new("站点编号", report => report.StationId),
        new("站点名称", report => report.Name),
        new("街道", report => report.Street),
        new("站点类型", report => report.Kind is { } kind ? Word(kind) : null),
        new("季度", report => report.Quarter),
        new("版次", report => report.Revision),
        new("是否定稿", report => report.Frozen ? "是" : "否"),
        new("统计时间", report => report.ComputedAt?.ToOffset(StationClock.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(QuarterReport report)
    {
        ReportColumn[] columns = [.. Head, .. Figures.All.SelectMany(figure => figure.Columns(report.Total))];
        using var file = new MemoryStream();
        using (var writer = new CsvWriter(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), Format))
        {
            Row(writer, columns.Select(column => column.Title));
            foreach (var line in report.Stations.Append(report.Total)) Row(writer, columns.Select(column => Text(column.Cell(line))));
        }

        return file.ToArray();
    }

    private static void Row(CsvWriter writer, IEnumerable<string> cells)
    {
        foreach (var cell in cells) writer.WriteField(cell);
        writer.NextRecord();
    }

    private static string Text(object? cell) => cell switch
    {
        Rate rate => rate.Percent?.ToString("0.00", CultureInfo.InvariantCulture) ?? NoRate,
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Word(StationKind kind) => kind switch
    {
        StationKind.Home => "人大代表之家",
        StationKind.Station => "人大代表活动站",
        StationKind.ContactPoint => "民情联络点",
        _ => "议事代表工作室",
    };
}
