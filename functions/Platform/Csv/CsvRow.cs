namespace Serverless.Platform;

/// <summary>One row of an imported file.</summary>
/// <param name="Number">Its number as a spreadsheet shows it: the heading is 1.</param>
/// <param name="Cells">What it holds by the column's field name; empty cells are absent.</param>
public sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell, trimmed; null when it is empty or its column is absent.</summary>
    public string? this[string field] => Cells.GetValueOrDefault(field);

    /// <summary>The cell's entries, which are separated by a comma, a semicolon or 、; empty when the cell is.</summary>
    public IReadOnlyList<string> List(string field) =>
        this[field]?.Split([',', '，', ';', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>How an error names a cell: <c>row 3, column kind</c>.</summary>
    public static string Place(int row, string column) => $"row {row}, column {column}";
}
