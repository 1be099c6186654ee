using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Serverless.Benchmarks;

/// <summary>Publishes a project as it would be deployed: Release, ReadyToRun.</summary>
internal static class Published
{
    /// <summary>Where this project's sources stand.</summary>
    public static string Sources { get; } = typeof(Published).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == "BenchmarksFolder").Value!;

    /// <summary>The local host's program.</summary>
    public static Task<string> HostAsync() => ProgramAsync("../../infra/local/host/Host.csproj", "Serverless.Local.Host");

    /// <summary>An empty ASP.NET Core program with one route.</summary>
    public static Task<string> EmptyAsync() => ProgramAsync("empty/Empty.csproj", "Empty");

    private static async Task<string> ProgramAsync(string project, string name)
    {
        var output = Path.Combine(Sources, "obj", "published", name);
        // Intermediate files of its own: these builds have a runtime identifier, the usual ones have none.
        string[] arguments =
        [
            "publish", Path.Combine(Sources, project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
            "--artifacts-path", Path.Combine(Sources, "obj", "artifacts"), "-o", output, "-p:RunAnalyzers=false", "-v", "q", "-nologo",
            // The demo's reference to the product builds it once more without the identifier: the same files, of which one is
            // taken; and one after the other, for both write the extensions' project.
            "-p:ErrorOnDuplicatePublishOutputFiles=false", "-m:1",
        ];
        Console.Error.WriteLine($"publishing {name}");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(output, name) : throw new InvalidOperationException(said);
    }
}
