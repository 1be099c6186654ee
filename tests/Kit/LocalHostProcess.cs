using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serverless.Tests.Kit;

/// <summary>The local host as a process of its own, for what a test cannot do to itself: signals, sudden death, exit codes.</summary>
public sealed class LocalHostProcess : IAsyncDisposable
{
    /// <summary>SIGINT.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;

    private LocalHostProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Where it serves, once it has said so.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    public int Id => process.Id;

    /// <summary>What it has printed so far, both streams.</summary>
    public string[] Lines => [.. lines];

    /// <summary>Starts it on a free port and waits until it says that it is ready.</summary>
    /// <param name="arguments">Options such as <c>--storage</c>; <c>--port 0</c> is added when no port is given.</param>
    /// <param name="settings">Environment variables such as <c>WeChat__ApiBaseUrl</c>.</param>
    /// <param name="isLeader">Makes it the first of a group of processes, as a terminal does; see <see cref="CanLead"/>.</param>
    /// <exception cref="InvalidOperationException">It ended or took too long; the message holds what it printed.</exception>
    public static async Task<LocalHostProcess> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, bool isLeader = false)
    {
        string[] given = [.. arguments];
        var host = new LocalHostProcess(Begin(given.Contains("--port") ? given : [.. given, "--port", "0"], settings, isLeader));
        try
        {
            host.BaseAddress = await host.ready.Task.WaitAsync(ToStart);
            return host;
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The host did not become ready:\n{string.Join('\n', host.Lines)}", fault);
        }
    }

    /// <summary>Runs it to its end, for options that it refuses: its exit code and what it printed.</summary>
    public static Task<(int Code, string[] Lines)> RunAsync(params string[] arguments) => RunAsync(arguments, settings: null);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<(int Code, string[] Lines)> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? settings)
    {
        await using var host = new LocalHostProcess(Begin(arguments, settings));
        await host.process.WaitForExitAsync().WaitAsync(ToStart);
        await host.reading;
        return (host.process.ExitCode, host.Lines);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Whether this machine has what a host with a group of its own takes.</summary>
    public static bool CanLead => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "setsid")));

    /// <summary>Asks it to end and waits: its exit code.</summary>
    /// <param name="signal">Which way.</param>
    /// <param name="toGroup">Signals every process of its group, as Ctrl+C in a terminal does.</param>
    public async Task<int> StopAsync(int signal = Terminate, bool toGroup = false)
    {
        if (!process.HasExited && Signal(toGroup ? -process.Id : process.Id, signal) != 0) throw new InvalidOperationException("The signal was not taken.");
        await process.WaitForExitAsync().WaitAsync(ToStop);
        await reading;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) Kill();
        await reading;
        process.Dispose();
    }

    private static Process Begin(string[] arguments, IReadOnlyDictionary<string, string>? settings, bool isLeader = false)
    {
        string[] command = [.. isLeader ? ["setsid"] : Array.Empty<string>(), "dotnet", Path.Combine(AppContext.BaseDirectory, "Serverless.Local.Host.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (line.StartsWith("Ready on ", StringComparison.Ordinal)) ready.TrySetResult(new Uri(line["Ready on ".Length..]));
        }
        if (ReferenceEquals(from, process.StandardOutput)) ready.TrySetException(new InvalidOperationException("It ended."));
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
