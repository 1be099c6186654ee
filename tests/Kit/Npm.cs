using System.Reflection;
using System.Runtime.CompilerServices;
using Serverless.Local;

namespace Serverless.Tests.Kit;

/// <summary>Runs scripts with the npm packages of tests/Kit/npm: code that no one here wrote.</summary>
public static class Npm
{
    /// <summary>Where package.json stands; imports of scripts resolve from here.</summary>
    public static string Folder { get; } = typeof(Npm).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == "NpmFolder").Value!;

    /// <summary>Installs the packages, once until their lock file changes.</summary>
    public static Task InstallAsync(CancellationToken cancellation = default) =>
        NodePackages.InstallAsync(Folder, Console.Error.WriteLine, cancellation);

    /// <summary>Runs a module that stands beside the calling test's source and gives what it wrote.</summary>
    /// <param name="script">The file's name, such as <c>read-back.mjs</c>.</param>
    /// <param name="input">Given to the script as its standard input.</param>
    /// <param name="cancellation">Ends the script.</param>
    /// <param name="caller">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The script failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(
        string script, string input = "", CancellationToken cancellation = default, [CallerFilePath] string caller = "")
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(caller)!, script), cancellation);
        await InstallAsync(cancellation);
        // Handed over as text, because a module resolves its imports from the folder of its file.
        using var node = Node.Start(Folder, ["--input-type=module", "--eval", source]);
        using var stop = cancellation.Register(() => node.Kill(true));
        var output = node.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = node.StandardError.ReadToEndAsync(CancellationToken.None);
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return node.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} failed: {await errors}");
    }
}
