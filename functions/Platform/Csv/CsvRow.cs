using System.Globalization;

namespace Serverless.Platform;

/// <summary>One row of an imported file.</summary>
/// <param name="Number">Its number as a spreadsheet shows it: the heading is 1.</param>
/// <param name="Cells">What it holds by the field name of each column the file has, trimmed; empty cells are empty.</param>
public sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    private static readonly string[] Dates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>The cell; null when it is empty or its column is absent.</summary>
    public string? this[string field] => Cells.TryGetValue(field, out var cell) && cell.Length > 0 ? cell : null;

    /// <summary>The cell's entries, which are separated by a comma, a semicolon or 、; empty when the cell is.</summary>
    public IReadOnlyList<string> List(string field) =>
        this[field]?.Split([',', '，', ';', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The cell's date as people and spreadsheets write it: <c>2026-12-20</c>, <c>2026/12/20</c>, <c>2026.12.20</c>, 2026年12月20日; null when it is none.</summary>
    public DateOnly? Date(string field) =>
        DateOnly.TryParseExact(this[field], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>True when the row leaves a field as it is: the file has no such column, or says what an export would.</summary>
    /// <param name="field">The field.</param>
    /// <param name="present">The thing's cells as an export has them; null when there is no such thing yet.</param>
    public bool Leaves(string field, IReadOnlyDictionary<string, string>? present) =>
        present is not null && (!Cells.TryGetValue(field, out var cell) || cell == present[field].Trim());

    /// <summary>How an error names a cell: <c>row 3, column 类型</c>.</summary>
    public static string Place(int row, string heading) => $"row {row}, column {heading}";
}
