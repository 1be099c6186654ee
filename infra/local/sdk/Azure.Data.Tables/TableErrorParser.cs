using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Finds code and message in <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>, or the code alone in the header of
/// an answer that is worded otherwise.
/// </summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static readonly TableErrorParser Instance = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = Read(ResponseBytes.Of(response)) ?? InHeader(response);
        return error is not null;
    }

    /// <summary>Null when the bytes are not such an error: a proxy's page, a cut-off body, nothing.</summary>
    public static ResponseError? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("odata.error", out var error)
                ? new(error.GetProperty("code").GetString(), Message(error))
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ResponseError? InHeader(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? new(code, null) : null;

    private static string? Message(JsonElement error) =>
        error.TryGetProperty("message", out var message) && message.TryGetProperty("value", out var value) ? value.GetString() : null;
}
