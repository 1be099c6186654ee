using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>The slice's front door.</summary>
public static class ReminderSetup
{
    public static IServiceCollection AddReminders(this IServiceCollection services, Settings settings) => services
        .AddSingleton(ReminderOptions.From(settings))
        .AddSingleton<RemindStationsQueue>()
        .AddSingleton<HeartbeatTable>()
        .AddSingleton<DecidedCache>()
        .AddSingleton<StationsCache>()
        .AddSingleton<SendRoundHandler>()
        .AddSingleton<TellNewsHandler>()
        .AddSingleton<OrderRemindersHandler>()
        .AddSingleton<RemindPeopleHandler>()
        .AddSingleton<GiveUpRemindersHandler>()
        .AddSingleton<ListNoticesHandler>();
}
