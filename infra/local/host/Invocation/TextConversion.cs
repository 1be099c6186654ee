using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Local;

/// <summary>Text to a parameter's type in the worker's order: text itself, Guid, date, bytes, else JSON.</summary>
internal static class TextConversion
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="JsonException">The text is none of these.</exception>
    public static object? To(Type type, string text, IServiceProvider services)
    {
        if (type == typeof(string)) return text;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(Guid) && Guid.TryParse(text, out var guid)) return guid;
        if (plain == typeof(DateTimeOffset) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant)) return instant;
        if (plain == typeof(DateTime) && DateTime.TryParse(text, CultureInfo.InvariantCulture, out var time)) return time;
        if (type == typeof(byte[])) return Encoding.UTF8.GetBytes(text);
        return FromJson(type, text, services);
    }

    private static object? FromJson(Type type, string text, IServiceProvider services)
    {
        var serializer = services.GetService<IOptions<WorkerOptions>>()?.Value.Serializer;
        if (serializer is null) return JsonSerializer.Deserialize(text, type, Json);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return serializer.Deserialize(stream, type, CancellationToken.None);
    }
}
