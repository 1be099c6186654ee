using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Local.WeChat;
using Serverless.WeChat;

namespace Serverless.Local;

/// <summary>Plays WeChat on this machine: its API, at which the app's settings point unless they say otherwise, and phones.</summary>
internal sealed class PlayedWeChat : IAsyncDisposable
{
    private readonly PhoneDesk desk;
    private readonly PhoneFront front;

    private PlayedWeChat(WeChatOptions options, TimeProvider clock, Func<Uri> address)
    {
        var (api, sender) = (new FakeWeChatApi(options.AppId, options.AppSecret, clock), new WeChatSender(options));
        desk = new PhoneDesk(api, sender, new WebhookClient(sender, address), clock);
        front = new PhoneFront(api, desk);
    }

    /// <summary>For an app with an official account; null for one without.</summary>
    /// <param name="services">What the app has registered.</param>
    /// <param name="address">Where the host serves, once it does: a port may be chosen as late as that.</param>
    public static PlayedWeChat? For(IServiceCollection services, IConfiguration configuration, TimeProvider clock, Func<Uri> address)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(WeChatOptions))?.ImplementationInstance is not WeChatOptions options) return null;
        if (configuration["WeChat:ApiBaseUrl"] is not { Length: > 0 })
            services.AddSingleton(_ => options with { ApiBaseUrl = address().AbsoluteUri });
        return new PlayedWeChat(options, clock, address);
    }

    public void Map(WebApplication app) => front.Map(app);

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
