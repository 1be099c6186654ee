using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Host;

public sealed class Collector(Journal journal) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Tell("collector starts");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Tell("collector stops");
        return Task.CompletedTask;
    }
}

public sealed class BackgroundTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_apps_hosted_service_starts_before_and_stops_after_its_functions()
    {
        using var test = new HostUnderTest { Now = Start, Compose = app => app.Services.AddHostedService<Collector>() };
        var host = await test.StartAsync(typeof(SlowFunctions));
        host.Clock.MoveTo(Start.AddMinutes(1));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 1, "the run");
        var stopping = host.DisposeAsync();
        test.Journal.LetGo();
        await stopping;
        Assert.Equal(["collector starts", "begins", "ends", "collector stops"], test.Journal.Lines);
    }
}
