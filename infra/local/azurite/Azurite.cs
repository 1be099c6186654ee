using System.Diagnostics;
using System.Reflection;

namespace Serverless.Local;

/// <summary>
/// The storage emulator, tables and queues, on free ports of 127.0.0.1. It ends with this process, however that ends.
/// </summary>
/// <remarks>Needs Node 20 or newer on the path. What it was told in the last five seconds is lost by <see cref="Kill"/>,
/// because it saves that seldom; <see cref="StopAsync"/> saves first.</remarks>
public sealed class Azurite : IAsyncDisposable
{
    // Public and the same on every machine: the emulator's account.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(10);

    /// <summary>Where its package.json stands.</summary>
    private static readonly string Folder = typeof(Azurite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "AzuriteFolder").Value!;

    private readonly string? dataFolder;
    private Process process = null!;
    private AzuritePorts ports = AzuritePorts.Free;

    private Azurite(string? dataFolder) => this.dataFolder = dataFolder;

    /// <summary>For clients of tables and of queues; stays the same over <see cref="RestartAsync"/>.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={Endpoint(ports.Blob)};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>The process that runs now.</summary>
    public int ProcessId => process.Id;

    public Uri TableEndpoint => Endpoint(ports.Table);

    public Uri QueueEndpoint => Endpoint(ports.Queue);

    /// <summary>Installs it from its lock file if need be, starts it and waits until it answers.</summary>
    /// <param name="dataFolder">Where it keeps what it stores; made if absent.</param>
    /// <param name="say">Told in a line what takes long.</param>
    /// <param name="cancellation">Ends the wait, and the emulator.</param>
    /// <exception cref="InvalidOperationException">It could not be installed or started; the message says why.</exception>
    public static Task<Azurite> StartAsync(string dataFolder, Action<string>? say = null, CancellationToken cancellation = default) =>
        BeginAsync(Directory.CreateDirectory(dataFolder).FullName, say, cancellation);

    /// <summary>The same without a folder: what it stores ends with it.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static Task<Azurite> StartInMemoryAsync(Action<string>? say = null, CancellationToken cancellation = default) =>
        BeginAsync(null, say, cancellation);

    /// <summary>Lets it save and end, which the end of its input tells it to; kills it after ten seconds.</summary>
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

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill()
    {
        process.Kill(true);
        process.WaitForExit();
    }

    /// <summary>Starts it again on the same ports, after stopping it if it runs.</summary>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await StopAsync();
        await LaunchAsync(cancellation);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<Azurite> BeginAsync(string? dataFolder, Action<string>? say, CancellationToken cancellation)
    {
        await NodePackages.InstallAsync(Folder, say, cancellation);
        var azurite = new Azurite(dataFolder);
        await azurite.LaunchAsync(cancellation);
        return azurite;
    }

    private async Task LaunchAsync(CancellationToken cancellation)
    {
        process = Node.Start(Folder, ["launch.cjs", .. Arguments()]);
        try
        {
            ports = await ListeningAsync(cancellation);
        }
        catch
        {
            process.Kill(true);
            throw;
        }
    }

    private string[] Arguments() =>
    [
        .. dataFolder is null ? ["--inMemoryPersistence"] : new[] { "--location", dataFolder },
        "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}",
        // A pooled connection that the server drops after its usual five seconds costs the client a failed try.
        "--queueKeepAliveTimeout", "300", "--tableKeepAliveTimeout", "300",
        "--silent", "--skipApiVersionCheck", "--disableProductStyleUrl", "--disableTelemetry",
    ];

    /// <summary>Waits until every service has said where it listens.</summary>
    private async Task<AzuritePorts> ListeningAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(ToStart);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var said = AzuritePorts.Free;
        while (!said.AreKnown)
            said = await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line
                ? said.With(line)
                : throw new InvalidOperationException($"Azurite did not start: {(await errors).Trim()}");
        // Nobody wants the rest, but a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return said;
    }

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{port}/{Account}");
}
