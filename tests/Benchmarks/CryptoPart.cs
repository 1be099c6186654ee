using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Serverless.Benchmarks;

/// <summary>Opening and answering one encrypted push, by BenchmarkDotNet.</summary>
internal static class CryptoPart
{
    public static Task<IReadOnlyList<Figure>> RunAsync()
    {
        // In this process: the usual toolchain generates and restores a project of its own.
        var config = ManualConfig.CreateEmpty().AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddLogger(ConsoleLogger.Ascii).AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(Published.Sources, "obj", "BenchmarkDotNet"));
        var report = BenchmarkRunner.Run<OpenAndAnswer>(config).Reports.Single();
        var microseconds = report.ResultStatistics!.Median / 1000;
        var kilobytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value / 1024.0;
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("opening and answering one encrypted push, time", $"{microseconds:F1} µs", Wanted: "under 30 µs", Holds: microseconds < 30),
            new Figure("opening and answering one encrypted push, memory", $"{kilobytes:F1} KB", Wanted: "under 20 KB", Holds: kilobytes < 20),
        ]);
    }
}
