using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Notices;

/// <summary>The slice's front door.</summary>
public static class NoticeSetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services.AddSingleton<NoticeTable>();
}
