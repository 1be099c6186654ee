using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Bot;

/// <summary>The front door of Bot.</summary>
public static class BotSetup
{
    public static IServiceCollection AddBot(this IServiceCollection services) => services.AddSingleton<DefaultStationCache>().AddSingleton<DefaultStationHandler>().AddSingleton<HandInHandler>().AddSingleton<ConversationHandler>().AddSingleton<PushHandler>();
}
