using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>App settings as in Azure: environment variables over the <c>Values</c> of local.settings.json.</summary>
internal static class AppSettings
{
    /// <summary>Adds them, and <paramref name="over"/> on top; <c>Section__Name</c> becomes <c>Section:Name</c>.</summary>
    /// <exception cref="FormatException">local.settings.json is not readable.</exception>
    public static void Add(IConfigurationBuilder configuration, string folder, IEnumerable<KeyValuePair<string, string?>> over) => configuration
        // This host plays the platform's sign-in.
        .AddInMemoryCollection([new("Access:PlatformSignIn", "true")])
        .AddInMemoryCollection(LocalValues(Path.Combine(folder, "local.settings.json")).Select(Sectioned))
        .AddEnvironmentVariables()
        .AddInMemoryCollection(over.Select(Sectioned));

    private static KeyValuePair<string, string?> Sectioned(KeyValuePair<string, string?> setting) => new(setting.Key.Replace("__", ":"), setting.Value);

    private static IEnumerable<KeyValuePair<string, string?>> LocalValues(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var text = File.OpenRead(path);
            return new ConfigurationBuilder().AddJsonStream(text).Build().GetSection("Values").AsEnumerable(makePathsRelative: true);
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            throw new FormatException($"local.settings.json cannot be read: {fault.Message}", fault);
        }
    }
}
