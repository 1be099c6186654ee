using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Notices;

/// <summary>The slice's front door: what a notice is, the ways it takes and what became of it. Who is told what, others decide.</summary>
public static class NoticeSetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeTable>()
        .AddSingleton<INoticeChannel, WeChatNoticeChannel>()
        .AddSingleton<DeliveryReportHandler>();
}
