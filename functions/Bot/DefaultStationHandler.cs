using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Platform;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>Says at start when who has scanned no code will be asked to scan or to choose.</summary>
public sealed class DefaultStationHandler(DefaultStationCache station, WeChatOptions options, ILogger<DefaultStationHandler> log) : IHostedService
{
    public async Task TellAsync(CancellationToken cancel)
    {
        try
        {
            if (await station.FindAsync(cancel) is not null) return;
            if (options.DefaultStation is { } id)
                log.LogWarning("WeChat__DefaultStation names {Station}, which is no station yet: until it is entered, who has scanned no code is asked to scan or to choose", id);
            else log.LogInformation("WeChat__DefaultStation is not set: who has scanned no code is asked to scan or to choose");
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning("Whether WeChat__DefaultStation is there is not known: {Fault}", FaultText.Of(fault));
        }
    }

    /// <summary>Tells it beside the start, which waits for no storage.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = TellAsync(CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
