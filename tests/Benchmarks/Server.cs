using System.Diagnostics;

namespace Serverless.Benchmarks;

/// <summary>A server as a process of its own, whose processor time can be read.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly Queue<string> said = new();

    private Server(Process process)
    {
        this.process = process;
        // A run that is broken off must not leave a server behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    /// <summary>Where it serves.</summary>
    public int Port { get; private set; }

    /// <summary>Processor time it has used so far, all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Takes over a process and waits for the line that ends in its port.</summary>
    public static async Task<Server> ReadyAsync(Process process, string sign)
    {
        var server = new Server(process);
        _ = server.DrainAsync(process.StandardError);
        var ready = server.PortAsync(sign);
        if (await Task.WhenAny(ready, Task.Delay(ToStart)) != ready || await ready is not { } port)
        {
            process.Kill(true);
            throw new InvalidOperationException($"The server did not start: {string.Join('\n', server.said)}");
        }
        server.Port = port;
        _ = server.DrainAsync(process.StandardOutput);
        return server;
    }

    /// <summary>The published local host on the storage given.</summary>
    public static Task<Server> HostAsync(string program, string storage, string dataFolder)
    {
        var start = new ProcessStartInfo(program, ["--storage", storage, "--port", "0", "--empty", "--data", dataFolder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Account.Settings) start.Environment[name] = value;
        return ReadyAsync(Process.Start(start)!, "Ready on ");
    }

    /// <summary>Waits until it does nothing any more: what it still had to do must not slow the next.</summary>
    public async Task QuietAsync()
    {
        var end = DateTime.UtcNow.AddMinutes(3);
        for (var quiet = 0; quiet < 3 && DateTime.UtcNow < end;)
        {
            var before = ProcessorTime;
            await Task.Delay(500);
            quiet = ProcessorTime - before < TimeSpan.FromMilliseconds(25) ? quiet + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
    }

    private void Kill()
    {
        if (!process.HasExited) process.Kill(true);
    }

    private async Task<int?> PortAsync(string sign)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Enqueue(line);
            if (line.StartsWith(sign, StringComparison.Ordinal)) return int.Parse(line[(line.LastIndexOf(':') + 1)..]);
        }
        return null;
    }

    private async Task DrainAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            if (said.Count < 100) said.Enqueue(line);
        }
    }
}
