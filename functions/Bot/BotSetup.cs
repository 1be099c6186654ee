using Microsoft.Extensions.DependencyInjection;
using Serverless.Stations;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>The front door of Bot.</summary>
public static class BotSetup
{
    public static IServiceCollection AddBot(this IServiceCollection services) => services
        .AddSingleton(provider => new StationTrace("公众号默认站点的设置", (id, _) => Task.FromResult(provider.GetRequiredService<WeChatOptions>().DefaultStation == id)))
        .AddSingleton<DefaultStationCache>().AddSingleton<DefaultStationHandler>().AddSingleton<HandInHandler>().AddSingleton<ConversationHandler>().AddSingleton<PushHandler>();
}
