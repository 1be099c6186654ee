using System.Buffers.Text;
using System.Text.Json;
using System.Xml;

namespace Azure.Data.Tables;

/// <summary>Writes one property and, where JSON cannot tell its type, the annotation before it.</summary>
/// <exception cref="NotSupportedException">The type has no place in a table, or the time is not UTC.</exception>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: Int64(json, name, number); break;
            case ulong number: Int64(json, name, unchecked((long)number)); break;
            case double number: Double(json, name, number); break;
            case Guid id: Annotate(json, name, EdmType.Guid); json.WriteString(name, id); break;
            case DateTimeOffset time: Time(json, name, time.UtcDateTime); break;
            case DateTime time: Time(json, name, Utc(time)); break;
            case byte[] bytes: Binary(json, name, bytes); break;
            case BinaryData data: Binary(json, name, data.ToMemory().Span); break;
            case TimeSpan span: json.WriteString(name, XmlConvert.ToString(span)); break;
            case Enum: throw new NotSupportedException("Enum values are only supported for custom model types implementing ITableEntity.");
            default: throw new NotSupportedException($"{value.GetType()} is not a type of table properties: use string, long or double.");
        }
    }

    private static void Annotate(Utf8JsonWriter json, string name, EdmType type)
    {
        Span<char> annotation = stackalloc char[name.Length + EdmTypeName.Suffix.Length];
        name.CopyTo(annotation);
        EdmTypeName.Suffix.CopyTo(annotation[name.Length..]);
        json.WriteString(annotation, EdmTypeName.Of(type));
    }

    private static void Int64(Utf8JsonWriter json, string name, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        Annotate(json, name, EdmType.Int64);
        json.WriteString(name, digits[..length]);
    }

    private static void Double(Utf8JsonWriter json, string name, double number)
    {
        Annotate(json, name, EdmType.Double);
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static void Time(Utf8JsonWriter json, string name, DateTime utc)
    {
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(utc, text, out var length, 'O');
        Annotate(json, name, EdmType.DateTime);
        json.WriteString(name, text[..length]);
    }

    private static void Binary(Utf8JsonWriter json, string name, ReadOnlySpan<byte> bytes)
    {
        Annotate(json, name, EdmType.Binary);
        json.WriteBase64String(name, bytes);
    }

    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Utc
            ? time
            : throw new NotSupportedException($"DateTime {time:O} has a Kind of {time.Kind}. Azure SDK requires it to be UTC.");
}
