using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serverless.Platform;

namespace Serverless.WeChat;

/// <summary>The front door of WeChat: the gate, the template client and the settings.</summary>
public static class WeChatSetup
{
    public static IServiceCollection AddWeChat(this IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(StationClock.Machine);
        return services
            .AddSingleton(WeChatOptions.From(settings))
            .AddSingleton<WeChatGate>()
            .AddSingleton<WeChatApiClient>()
            .AddSingleton<WeChatTokenClient>()
            .AddSingleton<WeChatTemplateClient>();
    }
}
