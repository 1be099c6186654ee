using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Serverless.Local;

namespace Serverless.Benchmarks;

/// <summary>From the start of the process to its first answer, beside an empty ASP.NET Core program; the two take turns.</summary>
internal static class StartPart
{
    private const int Rounds = 20;

    // A page that needs no storage: what is measured is the program, not an emulator.
    private static readonly byte[] Question = "GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var (host, empty) = (await Published.HostAsync(), await Published.EmptyAsync());
        var folder = Directory.CreateTempSubdirectory("benchmarks-start-");
        await using var azurite = await Azurite.StartAsync(Path.Combine(folder.FullName, "azurite"), Console.Error.WriteLine);
        var rounds = new List<(double Host, double Empty)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var ours = await TimeAsync(port => new ProcessStartInfo(
                host, ["--storage", azurite.ConnectionString, "--port", $"{port}", "--empty", "--data", folder.FullName]));
            var theirs = await TimeAsync(port => new ProcessStartInfo(empty, ["--urls", $"http://localhost:{port}"]));
            // The first round reads the files into the system's cache and makes the tables.
            if (round > 0) rounds.Add((ours, theirs));
        }
        folder.Delete(recursive: true);
        var ratio = rounds.Select(round => round.Host / round.Empty).Median();
        return
        [
            new Figure(
                "process start to the first answered request, storage up", $"{rounds.Select(round => round.Host).Median():F0} ms",
                $"empty ASP.NET Core {rounds.Select(round => round.Empty).Median():F0} ms: {ratio:F2} times", "at most 1.1", ratio <= 1.1),
        ];
    }

    private static async Task<double> TimeAsync(Func<int, ProcessStartInfo> program)
    {
        var port = FreePort();
        var start = program(port);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (name, value) in Account.Settings) start.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await AnswerAsync(port, process);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            await reading;
        }
    }

    private static async Task AnswerAsync(int port, Process process)
    {
        while (!process.HasExited)
        {
            try
            {
                using var connection = await Load.OpenAsync(port);
                await connection.SendAsync(Question);
                await Load.ReceiveAsync(connection, new byte[4096]);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(1);
            }
        }
        throw new InvalidOperationException($"{process.StartInfo.FileName} ended.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
