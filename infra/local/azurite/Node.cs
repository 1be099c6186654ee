using System.ComponentModel;
using System.Diagnostics;

namespace Serverless.Local;

/// <summary>Starts Node and npm with all three streams in the caller's hands.</summary>
public static class Node
{
    /// <exception cref="InvalidOperationException">There is no Node on the path.</exception>
    public static Process Start(string folder, IEnumerable<string> arguments) => Start("node", folder, arguments);

    internal static Process StartNpm(string folder, IEnumerable<string> arguments) =>
        Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, arguments);

    private static Process Start(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'{program}' could not be started: install Node 20 or newer and have it on the path.", e);
        }
    }
}
