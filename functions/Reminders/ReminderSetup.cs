using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Reminders;

/// <summary>The slice's front door.</summary>
public static class ReminderSetup
{
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ReminderOptions(configuration).ToRules())
        .AddSingleton<RemindStationsQueue>()
        .AddSingleton<DecidedCache>()
        .AddSingleton<OrderRemindersHandler>()
        .AddSingleton<RemindPeopleHandler>()
        .AddSingleton<GiveUpRemindersHandler>()
        .AddSingleton<ListNoticesHandler>();
}
