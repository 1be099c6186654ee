using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>What a stand-in build runs: one sentence that names the program to run instead.</summary>
internal sealed class HostlessApp(IHost built) : IHost
{
    public IServiceProvider Services => built.Services;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Console.Error.WriteLine(
            "This is the stand-in build, which the Azure host cannot run; on this machine use: dotnet run --project infra/local/host");
        Environment.ExitCode = 1;
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => built.Dispose();
}
