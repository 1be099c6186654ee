using System.Globalization;
using System.Xml;

namespace Azure.Data.Tables;

/// <summary>From what the wire tells to the type that a class of rows declares.</summary>
internal static class ValueConversion
{
    /// <returns>False when the value is to be left out: an enum's unknown name, a text where none is declared.</returns>
    /// <exception cref="InvalidCastException">The stored type is another than the declared one.</exception>
    public static bool TryTo(Type type, object value, out object? converted)
    {
        if (type.IsEnum)
            return TryName(type, value as string, out converted);
        converted = (value, Type.GetTypeCode(type)) switch
        {
            _ when type.IsInstanceOfType(value) => value,
            (int number, TypeCode.Int64) => (long)number,
            (int number, TypeCode.Double) => (double)number,
            (long number, TypeCode.Double) => (double)number,
            (long number, TypeCode.UInt64) => unchecked((ulong)number),
            (int number, TypeCode.UInt64) => unchecked((ulong)number),
            (string text, TypeCode.Int64) => long.Parse(text, CultureInfo.InvariantCulture),
            (DateTimeOffset time, TypeCode.DateTime) => time.UtcDateTime,
            (byte[] bytes, _) when type == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            (string text, _) when type == typeof(TimeSpan) => XmlConvert.ToTimeSpan(text),
            (string text, _) when type == typeof(ETag) => new ETag(text),
            (_, TypeCode.String) => null,
            _ => throw new InvalidCastException($"A stored {value.GetType()} does not fit a property of type {type}."),
        };
        return converted is not null;
    }

    private static bool TryName(Type type, string? name, out object? converted)
    {
        var known = name is not null && Enum.IsDefined(type, name);
        converted = known ? Enum.Parse(type, name!) : null;
        return known;
    }
}
