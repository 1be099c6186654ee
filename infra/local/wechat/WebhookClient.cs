using System.Net.Http.Headers;
using System.Text;

namespace Serverless.Local.WeChat;

/// <summary>WeChat's way to the account's webhook: by HTTP, three tries of five seconds each, as the real one.</summary>
/// <param name="address">Where the webhook is; asked for when it serves.</param>
public sealed class WebhookClient(WeChatSender sender, Func<Uri> address) : IDisposable
{
    private const int Tries = 3;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Brings a push: the reply as a person reads it, empty for none; null when the account did not take it.</summary>
    public async Task<string?> PushAsync(WeChatSender.Request push, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
            if (await TryAsync(push, cancel) is { } reply) return reply;
        return null;
    }

    public void Dispose() => http.Dispose();

    private async Task<string?> TryAsync(WeChatSender.Request push, CancellationToken cancel)
    {
        try
        {
            using var body = new ByteArrayContent(push.Body) { Headers = { ContentType = new MediaTypeHeaderValue("text/xml") } };
            using var answer = await http.PostAsync(new Uri(address(), $"/api/wechat?{push.Query}"), body, cancel);
            var said = await answer.Content.ReadAsByteArrayAsync(cancel);
            if (!answer.IsSuccessStatusCode) return null;
            return said.Length == 0 || Encoding.UTF8.GetString(said) == "success" ? "" : sender.Open(said);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
