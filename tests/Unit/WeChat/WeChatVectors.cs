using System.Text.Json;

namespace Serverless.Tests.Unit.WeChat;

/// <summary>The vectors of WeChat's and WeCom's own pages and samples, and of libraries no one here wrote.</summary>
internal static class WeChatVectors
{
    private static readonly JsonElement File =
        JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "WeChat", "wechat-vectors.json"))).RootElement;

    public static TheoryData<string> Ids(string kind) => [.. File.GetProperty(kind).EnumerateArray().Select(vector => Of(vector, "id")!)];

    public static Vector Get(string kind, string id)
    {
        var vector = File.GetProperty(kind).EnumerateArray().Single(one => Of(one, "id") == id);
        return new(
            Of(vector, "token")!, Of(vector, "timestamp"), Of(vector, "nonce"), Of(vector, "expect") ?? Of(vector, "sig"), Of(vector, "key"),
            Of(vector, "rid"), Of(vector, "encrypt"), Of(vector, "plain"), Of(vector, "random"));
    }

    private static string? Of(JsonElement vector, string name) => vector.TryGetProperty(name, out var value) ? value.GetString() : null;

    public sealed record Vector(
        string Token, string? Timestamp, string? Nonce, string? Signature, string? Key, string? Receiver, string? Encrypt, string? Plain, string? Random);
}
