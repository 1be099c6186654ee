using System.Globalization;

namespace Serverless.Platform;

/// <summary>One row of an imported file.</summary>
/// <param name="Number">Its number as a spreadsheet shows it: the heading is 1.</param>
/// <param name="Cells">What it holds by the column's field name; empty cells are absent.</param>
public sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    private static readonly string[] Dates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>The cell, trimmed; null when it is empty or its column is absent.</summary>
    public string? this[string field] => Cells.GetValueOrDefault(field);

    /// <summary>The cell's entries, which are separated by a comma, a semicolon or 、; empty when the cell is.</summary>
    public IReadOnlyList<string> List(string field) =>
        this[field]?.Split([',', '，', ';', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The cell's date as people and spreadsheets write it: <c>2026-12-20</c>, <c>2026/12/20</c>, <c>2026.12.20</c>, 2026年12月20日; null when it is none.</summary>
    public DateOnly? Date(string field) =>
        DateOnly.TryParseExact(this[field], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>How an error names a cell: <c>row 3, column kind</c>.</summary>
    public static string Place(int row, string column) => $"row {row}, column {column}";
}
