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

    private readonly string? dataFolder;
    private AzuriteProcess process;

    private Azurite(string? dataFolder, AzuriteProcess process)
    {
        this.dataFolder = dataFolder;
        this.process = process;
    }

    /// <summary>For clients of tables and of queues; stays the same over <see cref="RestartAsync"/>.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint={Endpoint(process.Ports.Blob)};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>The process that runs now.</summary>
    public int ProcessId => process.Id;

    public Uri TableEndpoint => Endpoint(process.Ports.Table);

    public Uri QueueEndpoint => Endpoint(process.Ports.Queue);

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

    /// <summary>Lets it save and end; kills it after ten seconds.</summary>
    public Task StopAsync() => process.StopAsync();

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill() => process.Kill();

    /// <summary>Starts it again on the same ports, after stopping it if it runs.</summary>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await process.StopAsync();
        process = await AzuriteProcess.StartAsync(dataFolder, process.Ports, cancellation);
    }

    public async ValueTask DisposeAsync() => await process.StopAsync();

    private static async Task<Azurite> BeginAsync(string? dataFolder, Action<string>? say, CancellationToken cancellation)
    {
        await NodePackages.InstallAsync(AzuriteProcess.Folder, say, cancellation);
        return new(dataFolder, await AzuriteProcess.StartAsync(dataFolder, AzuritePorts.Free, cancellation));
    }

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{port}/{Account}");
}
