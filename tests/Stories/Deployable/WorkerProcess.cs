using System.Collections.Concurrent;
using System.Diagnostics;

namespace Serverless.Tests.Deployable;

/// <summary>
/// The worker as the host starts it. It would outlive a host that died, so a guard stands between: when the guard's
/// input closes, however this process ends, it kills the worker by its id.
/// </summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private const string Guard = """
        const [program, ...rest] = process.argv.slice(1);
        const worker = require('node:child_process').spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
        worker.once('exit', (code, signal) => { if (signal) console.log(`Ended by ${signal}.`); process.exit(code ?? 255); });
        process.stdin.resume().once('end', () => worker.kill('SIGKILL'));
        """;

    private readonly Process guard;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Task reading;

    private WorkerProcess(Process guard)
    {
        this.guard = guard;
        reading = Task.WhenAll(ReadAsync(guard.StandardOutput), ReadAsync(guard.StandardError));
    }

    /// <summary>What it has printed so far, both streams.</summary>
    public string Output => string.Join('\n', lines);

    /// <param name="folder">The published app, which is also its working folder.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">Environment variables; null takes one away.</param>
    public static WorkerProcess Start(string folder, IEnumerable<string> command, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("node", ["--eval", Guard, "--", .. command])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Waits for its end: the exit code.</summary>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await guard.WaitForExitAsync().WaitAsync(within);
        await reading;
        return guard.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        await reading;
        guard.Dispose();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line) lines.Enqueue(line);
    }
}
