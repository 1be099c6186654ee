using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Serverless.Platform;

/// <summary>The first sheet of an Excel workbook (.xlsx) as rows of texts, which are then read as those of a CSV are.</summary>
internal static class XlsxRows
{
    /// <summary>What a workbook may be unpacked, in bytes; a file of eight megabytes could claim thousands of times its size.</summary>
    private const long MostBytes = 128 * 1024 * 1024;

    private static readonly OpenXmlConfiguration InMemory = new() { EnableSharedStringCache = false };

    /// <summary>True when the file begins as an archive does; no text does.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Every row from the first, all of them as wide as the sheet; null when it is no workbook that can be read.</summary>
    public static IReadOnlyList<string[]>? Read(ReadOnlySpan<byte> file)
    {
        using var stream = new MemoryStream(file.ToArray());
        try
        {
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
                if (archive.Entries.Sum(entry => entry.Length) > MostBytes) return null;
            stream.Position = 0;
            return [.. stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: InMemory)
                .Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(Text).ToArray())];
        }
        catch (Exception)
        {
            // Whatever the library stumbles over is in the file, which anybody may have made.
            return null;
        }
    }

    private static string Text(object? cell) => cell switch
    {
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        DateTime date => date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
