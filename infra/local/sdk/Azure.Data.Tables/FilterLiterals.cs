using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Writes the holes of an interpolated filter as literals of the query language, so that no value can end a string.</summary>
internal static class FilterLiterals
{
    public static string Fill(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = Array.ConvertAll(filter.GetArguments(), object? (value) => Of(value));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        char letter => Quoted(letter.ToString()),
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        uint number => ((long)number).ToString(CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        ulong number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        double or float => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Guid id => $"guid'{id}'",
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        _ => throw new ArgumentException($"Unable to convert a filter argument of type {value.GetType()}.", nameof(value)),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Time(DateTime utc) => $"datetime'{utc.ToString("o", CultureInfo.InvariantCulture)}'";
}
