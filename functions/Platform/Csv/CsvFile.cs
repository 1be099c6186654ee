using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Serverless.Platform;

/// <summary>
/// A file in CSV for spreadsheets: UTF-8 with byte order mark. A cell that a spreadsheet would take for a formula is led by an
/// apostrophe, which <see cref="CsvSheet"/> takes off again.
/// </summary>
public static class CsvFile
{
    private const char Guard = '\'';

    // Full-width signs begin a formula too where the input method is Chinese; what begins with the guard is guarded, so that it comes back.
    private const string Guarded = "=+-@\t\r\n＝＋－＠'";

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // Left to itself the library quotes a cell for the whole line break only, and \n alone would begin a row.
        ShouldQuote = cell => cell.Field.AsSpan().IndexOfAny(",\"\r\n") >= 0,
    };

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        using var file = new MemoryStream();
        using (var writer = new CsvWriter(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), Format))
        {
            foreach (var row in rows.Prepend(headings))
            {
                foreach (var cell in row) writer.WriteField(cell.Length > 0 && Guarded.Contains(cell[0]) ? Guard + cell : cell);
                writer.NextRecord();
            }
        }

        return file.ToArray();
    }

    /// <summary>The cell without the apostrophe that guards it.</summary>
    internal static string Unguard(string cell) => cell.Length > 1 && cell[0] == Guard && Guarded.Contains(cell[1]) ? cell[1..] : cell;
}
