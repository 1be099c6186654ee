using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>A typed identifier: text with a shape, read once at the door and whole from then on.</summary>
public interface IIdentifier<TSelf> where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>False when the text has not the identifier's shape.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);
}

/// <summary>Identifiers in JSON: their text, and nothing that is not of their shape.</summary>
internal sealed class IdentifierJson<T> : JsonConverter<T> where T : struct, IIdentifier<T>
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), out var id) ? id : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString(), out var id) ? id : throw new JsonException();

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);
}

/// <summary>Reads identifiers that are known to be whole: keys of rows, and what a check has let through.</summary>
public static class Identifier
{
    /// <exception cref="FormatException">The text has not the identifier's shape.</exception>
    public static T Read<T>(string text) where T : struct, IIdentifier<T> =>
        T.TryParse(text, out var id) ? id : throw new FormatException($"This is no {typeof(T).Name}.");
}
