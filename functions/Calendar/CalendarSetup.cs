using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Calendar;

/// <summary>The slice's front door.</summary>
public static class CalendarSetup
{
    public static IServiceCollection AddCalendar(this IServiceCollection services, IConfiguration configuration)
    {
        var rules = new CalendarOptions(configuration).ToRules();
        return services
            .AddSingleton(_ => HolidayCalendar.Official)
            .AddSingleton(provider => new ReceptionCalendar(rules, provider.GetRequiredService<HolidayCalendar>()));
    }
}
