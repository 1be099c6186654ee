using System.Globalization;
using System.Text;
using System.Text.Json;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>Senders and readers of WeChat messages that no one here wrote: <c>wechat-crypto</c>, <c>@wecom/crypto</c>, <c>wxcrypt</c>.</summary>
public static class WeChatPeers
{
    public static readonly IReadOnlyList<string> Names = ["wechat-crypto", "@wecom/crypto", "wxcrypt"];

    /// <summary>The push of every peer for this XML, signed now with the nonce.</summary>
    public static async Task<IReadOnlyDictionary<string, WeChatSender.Request>> SealAsync(string xml, string nonce)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var sealed_ = (await RunAsync(timestamp, nonce, [xml], [])).GetProperty("sealed");
        return sealed_.EnumerateArray().ToDictionary(one => one.GetProperty("peer").GetString()!, one => new WeChatSender.Request(
            $"timestamp={timestamp}&nonce={nonce}&encrypt_type=aes&msg_signature={one.GetProperty("signature").GetString()}",
            Encoding.UTF8.GetBytes(one.GetProperty("body").GetString()!)));
    }

    /// <summary>What one peer reads in each reply; it verifies the signature and the AppID first.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(string peer, IEnumerable<byte[]> replies)
    {
        var opened = (await RunAsync("1766188790", "1", [], [.. replies.Select(Encoding.UTF8.GetString)])).GetProperty("opened");
        return [.. opened.EnumerateArray().Where(one => one.GetProperty("peer").GetString() == peer).Select(one => one.GetProperty("text").GetString()!)];
    }

    private static async Task<JsonElement> RunAsync(string timestamp, string nonce, string[] texts, string[] replies)
    {
        var input = JsonSerializer.Serialize(new
        {
            token = "localtoken", key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", appId = "wxb11529c136998cb6", timestamp, nonce, texts, replies,
        });
        return JsonDocument.Parse(await Npm.RunAsync(Path.Combine("WeChat", "peers.mjs"), input)).RootElement;
    }
}
