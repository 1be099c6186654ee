using System.Diagnostics;
using System.Reflection;

namespace Serverless.Tests.Deployable;

/// <summary>
/// What <c>dotnet publish functions</c> makes, in a folder of its own that ends with the tests. It is made of what the
/// tests' own build has compiled (<c>--no-build</c>): a second compilation would take longer than all the rest.
/// </summary>
public sealed class PublishedFunctions : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private PublishedFunctions(DirectoryInfo folder) => Folder = folder.FullName;

    /// <summary>The folder of the functions project.</summary>
    public static string Sources { get; } = typeof(PublishedFunctions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == "FunctionsFolder").Value!;

    public string Folder { get; }

    public static async Task<PublishedFunctions> MakeAsync()
    {
        var published = new PublishedFunctions(Directory.CreateTempSubdirectory("deployable-"));
        try
        {
            await using (await LockAsync()) await PublishAsync(published.Folder);
            return published;
        }
        catch
        {
            published.Dispose();
            throw;
        }
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Configuration => typeof(PublishedFunctions).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Publishing writes notes into the project's obj, so one process at a time does it; the system lets go if that one dies.</summary>
    private static async Task<FileStream> LockAsync()
    {
        for (var end = DateTime.UtcNow.AddMinutes(2); ;)
        {
            try
            {
                return new FileStream(Path.Combine(Sources, "obj", "publish.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                await Task.Delay(BetweenTries);
            }
        }
    }

    private static async Task PublishAsync(string folder)
    {
        string[] arguments = ["publish", Sources, "--no-build", "-c", Configuration, "-o", folder, "-v", "q", "-nologo", "-nodeReuse:false"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"dotnet publish failed:\n{string.Concat(said)}");
    }
}
