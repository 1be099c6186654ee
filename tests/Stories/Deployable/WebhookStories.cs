using Serverless.Tests.Kit;
using Serverless.Tests.Stories;

namespace Serverless.Tests.Deployable;

/// <summary>A citizen's message through WeChat, the host and the worker, and its reply back.</summary>
[Collection(nameof(DeployableScene))]
public sealed class WebhookStories(DeployableScene scene)
{
    [Fact]
    public async Task A_sealed_push_of_every_peer_gets_a_sealed_reply_that_the_peer_opens()
    {
        var citizen = ProductTables.Name();
        var pushes = await WeChatPeers.SealAsync(Message(citizen), "1320562132");
        foreach (var (peer, push) in pushes)
        {
            var reply = await scene.PushAsync(push);
            Assert.True(reply.Status == 200, $"{peer}: {reply.Status} {reply.Text}");
            Assert.Contains(citizen, Assert.Single(await WeChatPeers.OpenAsync(peer, [reply.Body])));
        }
    }

    [Fact]
    public async Task The_same_push_again_gets_the_same_reply()
    {
        var push = scene.WeChat.Push(Message(ProductTables.Name()), DateTimeOffset.UtcNow);
        var replies = new[] { await scene.PushAsync(push), await scene.PushAsync(push) };
        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.NotEmpty(Assert.Single(replies.Select(reply => scene.WeChat.Open(reply.Body)).Distinct()));
    }

    [Fact]
    public async Task A_push_that_was_changed_on_the_way_is_refused()
    {
        var push = scene.WeChat.Push(Message(ProductTables.Name()), DateTimeOffset.UtcNow);
        Assert.Equal(401, (await scene.PushAsync(push with { Query = push.Query + "0" })).Status);
    }

    private static string Message(string citizen) => WeChatSender.Message(
        citizen, DateTimeOffset.UtcNow, "text", "<Content><![CDATA[小区门口的路灯坏了😀]]></Content><MsgId>6054768590064713728</MsgId>");
}
