using System.Text;
using System.Text.Json;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Stories.WeChat;

/// <summary>The gate against wechat-crypto, @wecom/crypto and wxcrypt.</summary>
public sealed class WeChatPeerTests
{
    private static readonly string[] Peers = ["@wecom/crypto", "wechat-crypto", "wxcrypt"];
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1766188790);

    private static readonly WeChatOptions Options = new()
    {
        AppId = "wxb11529c136998cb6", AppSecret = "s", Token = "localtoken", DefaultStation = An.Id("na001"),
        EncodingAESKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    };

    private static readonly WeChatGate Gate = new(Options);

    // One length for each padding from 1 to 32, Chinese, emoji, what CDATA cannot hold, and the longest opinion.
    private static readonly string[] Contents =
        [.. Enumerable.Range(1, 32).Select(length => new string('a', length)), "路灯坏了，请修一修😀", "a]]>b & <c>", "第一行\n第二行", new string('路', 2000)];

    [Fact]
    public async Task A_push_pushesby_any_peer_is_let_in()
    {
        var pushes = (await RunAsync(Contents.Select(Push), [])).GetProperty("sealed").EnumerateArray().ToList();
        Assert.Equal(Peers, pushes.Select(one => one.GetProperty("peer").GetString()!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Peers.Length * Contents.Length, pushes.Count);
        Assert.All(pushes, one => Assert.Equal(Contents[one.GetProperty("index").GetInt32()], Open(one).Content));
    }

    [Fact]
    public async Task A_push_pushesby_a_peer_and_changed_on_the_way_is_refused()
    {
        var pushes = (await RunAsync([Push("路灯坏了")], [])).GetProperty("sealed").EnumerateArray();
        Assert.All(pushes, one =>
        {
            var body = one.GetProperty("body").GetString()!;
            var at = body.IndexOf("<Encrypt>", StringComparison.Ordinal) + 60;
            var changed = body[..at] + (body[at] == 'A' ? 'B' : 'A') + body[(at + 1)..];
            Assert.False(Gate.TryOpen(Query(one), Encoding.UTF8.GetBytes(changed), out _, out var reason));
            Assert.Equal(WeChatGateReason.WrongSignature, reason);
        });
    }

    [Fact]
    public async Task A_reply_is_opened_by_every_peer()
    {
        var push = Open((await RunAsync([Push("路灯坏了")], [])).GetProperty("sealed")[0]);
        var replies = Contents.Select(content => WeChatReply.Text(push, content, Now)).ToList();
        var opened = (await RunAsync([], replies.Select(reply => Encoding.UTF8.GetString(Gate.Seal(push, reply, "1766188791", "abcDEF123")))))
            .GetProperty("opened").EnumerateArray().ToList();
        Assert.Equal(Peers.Length * replies.Count, opened.Count);
        Assert.All(opened, one => Assert.Equal(replies[one.GetProperty("index").GetInt32()], one.GetProperty("text").GetString()));
    }

    private static string Push(string content) =>
        WeChatSender.Message("oA", Now, "text", $"<Content><![CDATA[{content.Replace("]]>", "]]]]><![CDATA[>")}]]></Content><MsgId>6054768590064713728</MsgId>");

    private static WeChatPush Open(JsonElement one)
    {
        Assert.True(Gate.TryOpen(Query(one), Encoding.UTF8.GetBytes(one.GetProperty("body").GetString()!), out var push, out var reason), $"{one.GetProperty("peer")}: {reason}");
        return push;
    }

    private static WeChatPushQuery? Query(JsonElement one) =>
        WeChatPushQuery.Parse($"?timestamp=1766188790&nonce=1320562132&encrypt_type=aes&msg_signature={one.GetProperty("signature").GetString()}");

    private static async Task<JsonElement> RunAsync(IEnumerable<string> texts, IEnumerable<string> replies)
    {
        var input = JsonSerializer.Serialize(new
        {
            token = Options.Token, key = Options.EncodingAESKey, appId = Options.AppId, timestamp = "1766188790", nonce = "1320562132", texts, replies,
        });
        return JsonDocument.Parse(await Npm.RunAsync("peers.mjs", input, TestContext.Current.CancellationToken)).RootElement;
    }
}
