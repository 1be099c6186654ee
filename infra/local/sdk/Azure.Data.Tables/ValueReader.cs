using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads one property's value as its annotation, or else JSON itself, tells its type.</summary>
internal static class ValueReader
{
    public static object? Read(ref Utf8JsonReader reader, EdmType type) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => Boxed.True,
        JsonTokenType.False => Boxed.False,
        JsonTokenType.String => Text(ref reader, type),
        JsonTokenType.Number => Number(ref reader, type),
        _ => throw new FormatException($"A property's value cannot be {reader.TokenType}."),
    };

    private static object Text(ref Utf8JsonReader reader, EdmType type) => type switch
    {
        EdmType.None => reader.GetString()!,
        EdmType.Int64 => long.Parse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        EdmType.Guid => reader.GetGuid(),
        EdmType.DateTime => DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        EdmType.Binary => reader.GetBytesFromBase64(),
        EdmType.Double => double.Parse(reader.GetString()!, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"No reading for {type}."),
    };

    private static object Number(ref Utf8JsonReader reader, EdmType type)
    {
        if (type == EdmType.Double)
            return reader.GetDouble();
        if (reader.TryGetInt32(out var small) && type != EdmType.Int64)
            return small;
        if (reader.TryGetInt64(out var large))
            return large;
        return reader.GetDouble();
    }

    /// <summary>The two truth values, boxed once.</summary>
    private static class Boxed
    {
        public static readonly object True = true;
        public static readonly object False = false;
    }
}
