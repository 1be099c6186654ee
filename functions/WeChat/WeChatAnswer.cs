using System.Text.Json;

namespace Serverless.WeChat;

/// <summary>What this service reads of an answer of WeChat's API.</summary>
/// <param name="Code"><c>errcode</c>, 0 where it is absent; null when there was no answer or it was no JSON object.</param>
/// <param name="AccessToken">The token asked for.</param>
/// <param name="ExpiresIn">Seconds the token is good for.</param>
/// <param name="MsgId">The number of a message accepted.</param>
public sealed record WeChatAnswer(int? Code, string? AccessToken = null, int ExpiresIn = 0, long? MsgId = null)
{
    /// <summary>No answer.</summary>
    public static readonly WeChatAnswer None = new((int?)null);

    /// <summary>Whether the very same call may do better in a moment.</summary>
    public bool IsPassing => Code is null or WeChatErrorReaction.Busy;

    /// <summary>Does not say the token.</summary>
    public override string ToString() => $"{nameof(WeChatAnswer)} {Code} {MsgId}";

    /// <summary>Reads a body, whatever its content type said; <see cref="None"/> if it is not a JSON object with numbers where they belong.</summary>
    public static WeChatAnswer Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static WeChatAnswer Of(JsonElement json) =>
        Number(json, "errcode", 0) is >= int.MinValue and <= int.MaxValue and var code && Number(json, "expires_in", 0) is >= 0 and <= int.MaxValue and var seconds
            ? new((int)code, Text(json, "access_token"), (int)seconds, Number(json, "msgid", null))
            : None;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A message's number passes 2^53, and some gateways quote such numbers.
    private static long? Number(JsonElement json, string name, long? absent) =>
        !json.TryGetProperty(name, out var value) ? absent
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out number) ? number
        : null;
}
