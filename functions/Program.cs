using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless;
using Serverless.Bot;
using Serverless.Platform;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.ConfigureServerless(builder.Configuration);
// Kestrel's own 30 MB would answer with an empty 500; every route has a limit and an answer of its own.
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
builder.Services.AddHostedService(provider => provider.GetRequiredService<DefaultStationHandler>());
builder.Services.AddTelemetry(builder.Configuration);
builder.Build().Run();
