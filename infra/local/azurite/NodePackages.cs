using System.Security.Cryptography;

namespace Serverless.Local;

/// <summary>Installs a folder's npm packages exactly as its lock file has them, once until that file changes.</summary>
public static class NodePackages
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <param name="folder">Where package.json and package-lock.json stand.</param>
    /// <param name="say">Told in one line that it installs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">npm failed; the message is what it said.</exception>
    public static async Task InstallAsync(string folder, Action<string>? say = null, CancellationToken cancellation = default)
    {
        var wanted = await WantedAsync(folder, cancellation);
        if (Installed(folder) == wanted)
            return;
        await using (await LockAsync(folder, cancellation))
        {
            // Another process may have done it while this one waited.
            if (Installed(folder) == wanted)
                return;
            say?.Invoke($"Installing the npm packages of {folder} (once) ...");
            await RunAsync(folder, cancellation);
            await File.WriteAllTextAsync(Marker(folder), wanted, cancellation);
        }
    }

    private static async Task<string> WantedAsync(string folder, CancellationToken cancellation) =>
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellation)));

    /// <summary>npm empties node_modules first, so a marker in it is never older than what lies beside it.</summary>
    private static string Marker(string folder) => Path.Combine(folder, "node_modules", ".installed");

    private static string? Installed(string folder) => File.Exists(Marker(folder)) ? File.ReadAllText(Marker(folder)) : null;

    /// <summary>Holds a file open that only one process can; the system lets go of it if that process dies.</summary>
    private static async Task<FileStream> LockAsync(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName, "npm.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(BetweenTries, cancellation);
            }
        }
    }

    private static async Task RunAsync(string folder, CancellationToken cancellation)
    {
        using var npm = Node.StartNpm(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(cancellation);
        var errors = npm.StandardError.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed in {folder}:{Environment.NewLine}{await output}{await errors}");
    }
}
