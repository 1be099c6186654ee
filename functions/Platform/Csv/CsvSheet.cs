using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Serverless.Platform;

/// <summary>
/// A file in CSV (RFC 4180, UTF-8 or GB18030), or an Excel workbook's first sheet, whose first row names its columns, in any order. A cell is data whatever it looks
/// like: <c>=1+1</c> stays these four characters, and so does <c>'=1+1</c>, as an export guards them.
/// </summary>
public sealed class CsvSheet
{
    private readonly Dictionary<string, string> headings = new(StringComparer.Ordinal);
    private readonly CsvErrors errors;
    private readonly List<CsvRow> rows = [];

    private CsvSheet() => errors = new CsvErrors(headings);

    /// <summary>The rows that are not empty, without the heading.</summary>
    public IReadOnlyList<CsvRow> Rows => rows;

    /// <summary>
    /// Reads a file. Refused as <see cref="Refusals.CsvInvalid"/>: another encoding, a column that is unknown, missing
    /// or given twice, a row with more or fewer cells than the heading, quotes that do not pair, no rows at all.
    /// </summary>
    public static Outcome<CsvSheet> Read(ReadOnlySpan<byte> file, IReadOnlyList<CsvColumn> columns)
    {
        var sheet = new CsvSheet();
        if (XlsxRows.IsWorkbook(file))
        {
            if (XlsxRows.Read(file) is not { } cells) return Refusals.CsvInvalid.Because("这个工作簿无法读取。请在表格软件中重新另存为 Excel 工作簿（.xlsx）或“CSV UTF-8（逗号分隔）”后导入。");
            sheet.Take(cells, columns);
        }
        else if (CsvText.Read(file) is { } text)
        {
            sheet.Take(text, columns);
        }
        else
        {
            return Refusals.CsvInvalid.Because("文件既不是 UTF-8 编码也不是 GB18030 编码，或已损坏。请在表格软件中另存为“CSV UTF-8（逗号分隔）”后重新导入。");
        }

        if (sheet.errors.ToRefusal() is { } refusal) return refusal;
        return sheet.rows.Count > 0 ? sheet : Refusals.CsvInvalid.Because("文件中没有数据行。请在表头下填写数据后重新导入。");
    }

    /// <summary>
    /// Reads every row with <paramref name="read"/>, whose refusals name fields; all errors of all rows are gathered.
    /// Two rows with the same <paramref name="id"/> are an error of the column <paramref name="idField"/>.
    /// </summary>
    public Outcome<IReadOnlyList<CsvItem<T>>> Items<T>(Func<CsvRow, Outcome<T>> read, Func<T, string> id, string idField)
    {
        var items = new List<CsvItem<T>>();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (read(row).Refused(out var refusal, out var item)) errors.Add(row.Number, refusal);
            else if (!first.TryAdd(id(item), row.Number)) errors.Add(row.Number, idField, $"与第 {first[id(item)]} 行重复。");
            else items.Add(new CsvItem<T>(row.Number, item));
        }

        return errors.ToRefusal() is { } all ? all : items;
    }

    /// <summary>For what is wrong with a row beyond its own cells.</summary>
    public CsvErrors Errors() => new(headings);

    private void Take(string text, IReadOnlyList<CsvColumn> columns)
    {
        var broken = false;
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            IgnoreBlankLines = false,
            BadDataFound = _ => broken = true,
        });
        var heading = parser.Read() ? Heading(parser.Record!, columns) : [];
        if (errors.ToRefusal() is not null) return;
        for (var number = 2; parser.Read(); number++, broken = false)
        {
            var cells = parser.Record!;
            if (broken) errors.Add(number, "引号不成对。含逗号、引号或换行的内容须用双引号括起，其中的双引号须写两个。");
            else if (cells.Any(cell => !string.IsNullOrWhiteSpace(cell))) Take(number, cells, heading);
        }
    }

    /// <summary>A workbook's rows are as wide as its widest; what lies beyond the heading may only be empty.</summary>
    private void Take(IReadOnlyList<string[]> all, IReadOnlyList<CsvColumn> columns)
    {
        var width = all.Count == 0 ? 0 : Array.FindLastIndex(all[0], text => !string.IsNullOrWhiteSpace(text)) + 1;
        var heading = all.Count == 0 ? [] : Heading(all[0][..width], columns);
        if (errors.ToRefusal() is not null) return;
        foreach (var (i, cells) in all.Index().Skip(1).Where(row => row.Item.Any(cell => !string.IsNullOrWhiteSpace(cell))))
            Take(i + 1, cells.Skip(width).All(string.IsNullOrWhiteSpace) ? cells[..width] : cells, heading);
    }

    private void Take(int number, string[] cells, string[] heading)
    {
        if (cells.Length != heading.Length)
            errors.Add(number, $"这一行有 {cells.Length} 格，表头有 {heading.Length} 格。含逗号的内容须用双引号括起。");
        else
            rows.Add(new CsvRow(number, heading.Zip(cells, KeyValuePair.Create).ToDictionary(cell => cell.Key, cell => CsvFile.Unguard(cell.Value.Trim()))));
    }

    /// <summary>The field name of each column, in the file's order.</summary>
    private string[] Heading(string[] texts, IReadOnlyList<CsvColumn> columns)
    {
        var fields = texts.Select(text => columns.FirstOrDefault(column => column.IsHeadedBy(text.Trim()))?.Field).ToArray();
        Name(texts, fields, columns);
        for (var i = 0; i < fields.Length; i++)
        {
            // By position: when the heading is missing, the text here is somebody's name.
            if (fields[i] is null) errors.Add(1, $"{i + 1}", $"没有这一列。可用的列：{string.Join('、', columns.Select(column => column.Title))}。");
            else if (Array.IndexOf(fields, fields[i]) < i) errors.Add(1, fields[i]!, "这一列出现了两次。");
        }

        foreach (var column in columns.Where(column => column.Required && !fields.Contains(column.Field)))
            errors.Add(1, column.Field, $"缺少“{column.Title}”列。");
        return fields!;
    }

    /// <summary>Errors call a column what the file calls it; one that is missing goes by its name in the file's language.</summary>
    private void Name(string[] texts, string?[] fields, IReadOnlyList<CsvColumn> columns)
    {
        var isChinese = texts.Any(text => columns.Any(column => column.Title == text.Trim()));
        foreach (var column in columns) headings[column.Field] = isChinese ? column.Title : column.Field;
        foreach (var (field, text) in fields.Zip(texts))
            if (field is not null) headings[field] = text.Trim();
    }
}
