using System.Diagnostics;
using System.Globalization;

namespace Serverless.Benchmarks;

/// <summary>A process that does nothing but bare transactions; see <see cref="BareTransactions"/>.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process process;

    private BareProcess(Process process) => this.process = process;

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<BareProcess> StartAsync(string connection)
    {
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(BareProcess).Assembly.Location, BareTransactions.Mode, connection, Load.InFlight.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await process.StandardOutput.ReadLineAsync();
        return new BareProcess(process);
    }

    public async Task<TimeSpan> RunAsync(int count)
    {
        await process.StandardInput.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture));
        await process.StandardInput.FlushAsync();
        var said = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The bare transactions failed.");
        return TimeSpan.FromSeconds(double.Parse(said, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
