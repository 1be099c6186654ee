using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>
/// How this service writes and reads JSON: camelCase, Chinese as it is, enums as camelCase strings, unknown members
/// and duplicate members refused, instants with the offset +08:00.
/// </summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Create();

    /// <summary>An enum's value as it stands in JSON, in rows and in query strings: <c>contactPoint</c>.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The enum value of a name that <see cref="Name"/> made.</summary>
    /// <exception cref="FormatException">There is no such value.</exception>
    public static T Enum<T>(string name) where T : struct, Enum =>
        TryEnum<T>(name, out var value) ? value : throw new FormatException($"{typeof(T).Name} has no such value.");

    /// <summary>True with the value when the name is exactly one that <see cref="Name"/> makes; numbers are none.</summary>
    public static bool TryEnum<T>(string? name, out T value) where T : struct, Enum =>
        System.Enum.TryParse(name, ignoreCase: true, out value) && System.Enum.IsDefined(value) && Name(value) == name;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // The answers are application/json with nosniff, never HTML, so < > & need no escape.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new EnumJsonFactory());
        options.Converters.Add(new InstantJson());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>
    /// Enums by <see cref="Name"/> and <see cref="TryEnum"/>. The library's own converter reads "a,b" as a value of neither
    /// name, which could then be written nowhere.
    /// </summary>
    private sealed class EnumJsonFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsEnum;

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(EnumJson<>).MakeGenericType(type))!;
    }

    private sealed class EnumJson<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryEnum<T>(reader.GetString(), out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Name(value));
    }

    /// <summary>Writes instants to the second with +08:00, as people here read them; reads any RFC 3339 instant.</summary>
    private sealed class InstantJson : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToOffset(StationClock.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
    }
}
