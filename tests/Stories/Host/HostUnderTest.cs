using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Local;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Host;

/// <summary>A local host in this process that runs a test's own functions, so that its rules are tested apart from the product.</summary>
internal sealed class HostUnderTest : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host-");

    /// <summary>The members of <c>extensions</c> in host.json.</summary>
    public string Extensions { get; set; } = """ "queues": { "maxPollingInterval": "00:00:00.2" } """;

    public Dictionary<string, string?> Settings { get; } = [];

    public Action<IFunctionsWorkerApplicationBuilder> Compose { get; set; } = _ => { };

    public DateTimeOffset? Now { get; set; }

    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    public TextWriter? Output { get; set; }

    /// <summary>What the functions tell: they get it injected.</summary>
    public Journal Journal { get; } = new();

    public async Task<LocalHost> StartAsync(params Type[] functions)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "host.json"), $$"""{ "version": "2.0", "extensions": { {{Extensions}} } }""");
        return await LocalHost.StartAsync(new HostSettings
        {
            Port = 0,
            Storage = await AzuriteFixture.ConnectionStringAsync(),
            Key = "the-key",
            Empty = true,
            Now = Now,
            DataFolder = folder.FullName,
            FunctionsFolder = folder.FullName,
            FunctionClasses = functions,
            AppSettings = Settings,
            QueueLease = Lease,
            StopPatience = Patience,
            Output = Output,
            Compose = (app, _) =>
            {
                app.Services.AddSingleton(Journal);
                Compose(app);
            },
        });
    }

    public string[] TimerFiles() =>
        [.. Directory.EnumerateFiles(folder.FullName, "*.json", SearchOption.AllDirectories).Where(file => file.Contains("timers")).Select(file => Path.GetFileNameWithoutExtension(file))];

    public void Dispose() => folder.Delete(recursive: true);
}
