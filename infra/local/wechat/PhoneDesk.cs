using System.Threading.Channels;

namespace Serverless.Local.WeChat;

/// <summary>What people do with the phones, and what the account sends to them.</summary>
public sealed class PhoneDesk : IAsyncDisposable
{
    /// <summary>WeChat reports a template message's fate a moment after it took it.</summary>
    private static readonly TimeSpan ToArrive = TimeSpan.FromSeconds(1);

    private readonly WeChatSender sender;
    private readonly WebhookClient webhook;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ending = new();
    private readonly Channel<WeChatDelivery> arrived = Channel.CreateUnbounded<WeChatDelivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lazy<Task> reporting;
    private long lastMsgId = 24_000_000_000_000_000;

    /// <param name="api">The API that the account sends by; the desk learns from it what arrived.</param>
    /// <param name="sender">Signs and seals as the account's settings have it.</param>
    /// <param name="webhook">The way to the account.</param>
    /// <param name="clock">The host's, which may be moved.</param>
    public PhoneDesk(FakeWeChatApi api, WeChatSender sender, WebhookClient webhook, TimeProvider clock)
    {
        (this.sender, this.webhook, this.clock) = (sender, webhook, clock);
        // Message ids differ between two starts on one store, or the second start's first message would be the first one's repeat.
        lastMsgId += TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        reporting = new(() => Task.Run(ReportAsync));
        api.Follows = openId => Phones.Find(openId).Follows;
        api.Delivered = Deliver;
    }

    public PhoneBook Phones { get; } = new();

    /// <summary>Its owner writes a text to the account and sees the reply.</summary>
    public Task WriteAsync(string openId, string text, CancellationToken cancel)
    {
        if (!Phones.Find(openId).Follows) return NoteAsync(openId, "还没有关注这个公众号，发不了消息。请先扫码或点“关注”。");
        Phones.Show(openId, new PhoneLine(clock.GetUtcNow(), Speaker.Owner, text));
        return PushAsync(openId, sender.Text(openId, text, Interlocked.Increment(ref lastMsgId), clock.GetUtcNow()), cancel);
    }

    /// <summary>Its owner scans a code; who does not follow the account yet does so by that.</summary>
    /// <param name="scene">Such as <c>s.na017</c>.</param>
    public async Task ScanAsync(string openId, string scene, CancellationToken cancel)
    {
        var follows = Phones.Find(openId).Follows;
        await NoteAsync(openId, follows ? $"扫描了二维码 {scene}" : $"扫描了二维码 {scene}，并关注了公众号");
        Phones.Follow(openId, true);
        var now = clock.GetUtcNow();
        await PushAsync(openId, follows ? sender.Scan(openId, scene, now) : sender.Subscribe(openId, scene, now), cancel);
    }

    /// <summary>Its owner follows the account, or no longer.</summary>
    public async Task FollowAsync(string openId, bool follows, CancellationToken cancel)
    {
        if (Phones.Find(openId).Follows == follows) return;
        await NoteAsync(openId, follows ? "关注了公众号" : "取消了关注");
        Phones.Follow(openId, follows);
        var now = clock.GetUtcNow();
        await PushAsync(openId, follows ? sender.Subscribe(openId, null, now) : sender.Event(openId, "unsubscribe", "", now), cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        arrived.Writer.TryComplete();
        if (reporting.IsValueCreated) await reporting.Value;
        webhook.Dispose();
        ending.Dispose();
    }

    private async Task PushAsync(string openId, WeChatSender.Request push, CancellationToken cancel)
    {
        if (await webhook.PushAsync(push, cancel) is not { } reply) await NoteAsync(openId, "该公众号提供的服务出现故障，请稍后再试");
        else if (reply.Length > 0) Phones.Show(openId, new PhoneLine(clock.GetUtcNow(), Speaker.Account, reply));
    }

    private Task NoteAsync(string openId, string text)
    {
        Phones.Show(openId, new PhoneLine(clock.GetUtcNow(), Speaker.WeChat, text));
        return Task.CompletedTask;
    }

    private void Deliver(WeChatDelivery delivery)
    {
        Phones.Show(delivery.ToUser, new PhoneLine(delivery.At, Speaker.Notice, string.Join('\n', delivery.Data.Values)));
        arrived.Writer.TryWrite(delivery);
        _ = reporting.Value;
    }

    private async Task ReportAsync()
    {
        try
        {
            await foreach (var delivery in arrived.Reader.ReadAllAsync(ending.Token))
            {
                if (clock.GetUtcNow() - delivery.At is var age && age < ToArrive) await Task.Delay(ToArrive - age, ending.Token);
                await webhook.PushAsync(sender.Report(delivery.ToUser, delivery.MsgId, "success", clock.GetUtcNow()), ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
    }
}
