using System.Text;
using BenchmarkDotNet.Attributes;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Benchmarks;

/// <summary>One encrypted push: read the query, verify, open, read the XML, write a reply, seal it. No HTTP, no storage.</summary>
[MemoryDiagnoser]
public class OpenAndAnswer
{
    private readonly WeChatGate gate = new(Account.Options);
    private readonly WeChatSender.Request push =
        new WeChatSender(Account.Options).Text("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "小区北门的路灯坏了三天，晚上老人出门看不见路，请尽快派人修好。", 6_000_000_000_001, DateTimeOffset.UtcNow);

    [Benchmark]
    public byte[] Run()
    {
        var query = WeChatPushQuery.Parse(push.Query)!;
        if (!gate.TryOpen(query, push.Body, out var opened, out var reason)) throw new InvalidOperationException(reason.ToString());
        var reply = WeChatReply.Text(opened, "您的意见已收到，已交给第17人大代表联络站，受理编号：NA017-7K3F9Q2M4X\n3 个工作日内会有人受理。发送受理编号可随时查看进度。", DateTimeOffset.UnixEpoch);
        return gate.Seal(opened, reply, query.Timestamp, query.Nonce);
    }

    /// <summary>What a sealed reply looks like, to see that it is one.</summary>
    public string Sample() => Encoding.UTF8.GetString(Run());
}
