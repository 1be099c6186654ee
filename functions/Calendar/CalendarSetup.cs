using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Calendar;

/// <summary>The slice's front door.</summary>
public static class CalendarSetup
{
    public static IServiceCollection AddCalendar(this IServiceCollection services, Settings settings)
    {
        var rules = CalendarOptions.From(settings);
        return services
            .AddSingleton(_ => HolidayCalendar.Official)
            .AddSingleton(provider => new ReceptionCalendar(rules, provider.GetRequiredService<HolidayCalendar>()));
    }
}
