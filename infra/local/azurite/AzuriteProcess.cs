using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Serverless.Local;

/// <summary>One run of the emulator.</summary>
internal sealed class AzuriteProcess
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(10);

    private readonly Process process;

    private AzuriteProcess(Process process, AzuritePorts ports)
    {
        this.process = process;
        Ports = ports;
    }

    /// <summary>Where its package.json stands.</summary>
    public static string Folder { get; } = typeof(AzuriteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == "AzuriteFolder").Value!;

    public AzuritePorts Ports { get; }

    public int Id => process.Id;

    public static async Task<AzuriteProcess> StartAsync(string? dataFolder, AzuritePorts ports, CancellationToken cancellation)
    {
        var process = Node.Start(Folder, ["launch.cjs", .. Arguments(dataFolder, ports)]);
        try
        {
            return new(process, await PortsAsync(process, cancellation));
        }
        catch
        {
            process.Kill(true);
            throw;
        }
    }

    /// <summary>The end of its input tells it to save and end.</summary>
    public async Task StopAsync()
    {
        if (process.HasExited)
            return;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(ToStop);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
    }

    public void Kill()
    {
        process.Kill(true);
        process.WaitForExit();
    }

    private static string[] Arguments(string? dataFolder, AzuritePorts ports) =>
    [
        .. dataFolder is null ? ["--inMemoryPersistence"] : new[] { "--location", dataFolder },
        "--blobPort", Text(ports.Blob), "--queuePort", Text(ports.Queue), "--tablePort", Text(ports.Table),
        // A pooled connection that the server drops after its usual five seconds costs the client a failed try.
        "--queueKeepAliveTimeout", "300", "--tableKeepAliveTimeout", "300",
        "--silent", "--skipApiVersionCheck", "--disableProductStyleUrl", "--disableTelemetry",
    ];

    private static async Task<AzuritePorts> PortsAsync(Process process, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(ToStart);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var ports = AzuritePorts.Free;
        while (!ports.AreKnown)
            ports = await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line
                ? ports.With(line)
                : throw new InvalidOperationException($"Azurite did not start: {(await errors).Trim()}");
        // Nobody wants the rest, but a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return ports;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
