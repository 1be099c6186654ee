using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Access;
using Serverless.Audit;
using Serverless.Bot;
using Serverless.Calendar;
using Serverless.Health;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.OpenApi;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.WeChat;

namespace Serverless;

/// <summary>Everything the product registers; the deployed program and the local host both call exactly this.</summary>
public static class ServerlessSetup
{
    public static IFunctionsWorkerApplicationBuilder ConfigureServerless(
        this IFunctionsWorkerApplicationBuilder app, IConfiguration configuration)
    {
        var settings = new Settings(configuration);
        var http = HttpOptions.From(settings);
        app.Services
            .AddSingleton(settings)
            .AddSingleton(http)
            .AddPlatform()
            .AddStorage(settings)
            .AddAccess(settings)
            .AddAudit()
            .AddCalendar(settings)
            .AddWeChat(settings)
            .AddNotices()
            .AddStations()
            .AddRepresentatives()
            .AddOccasions()
            .AddOpinions(settings)
            .AddReminders(settings)
            .AddStatistics(settings)
            .AddBot()
            .AddHealth()
            .AddOpenApi();
        settings.RefuseUnknown();
        if (http.AllowedOrigins.Count > 0) app.UseMiddleware<CorsMiddleware>();
        return app.UseMiddleware<ErrorMiddleware>().UseMiddleware<AccessMiddleware>().UseMiddleware<QueryMiddleware>().UseMiddleware<AuditMiddleware>();
    }
}
