using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Serverless.Access;
using Serverless.Audit;
using Serverless.Bot;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
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
        app.Services
            .AddPlatform()
            .AddStorage(configuration)
            .AddAccess(configuration)
            .AddAudit()
            .AddCalendar(configuration)
            .AddWeChat(configuration)
            .AddNotices()
            .AddStations()
            .AddRepresentatives()
            .AddOccasions()
            .AddOpinions(configuration)
            .AddReminders(configuration)
            .AddStatistics(configuration)
            .AddBot();
        return app.UseMiddleware<ErrorMiddleware>().UseMiddleware<AccessMiddleware>().UseMiddleware<AuditMiddleware>();
    }
}
