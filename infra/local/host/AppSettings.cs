using System.Collections;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>App settings as in Azure: environment variables over the <c>Values</c> of local.settings.json.</summary>
internal static class AppSettings
{
    /// <summary>Adds them, and <paramref name="over"/> on top; <c>Section__Name</c> becomes <c>Section:Name</c>.</summary>
    /// <exception cref="FormatException">local.settings.json is not readable.</exception>
    public static void Add(IConfigurationBuilder configuration, string folder, IEnumerable<KeyValuePair<string, string?>> over)
    {
        // This host plays the platform's sign-in.
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Access:PlatformSignIn"] = "true" };
        foreach (var (name, value) in LocalValues(Path.Combine(folder, "local.settings.json"))) values[Key(name)] = value;
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables()) values[Key((string)variable.Key)] = (string?)variable.Value;
        foreach (var (name, value) in over) values[Key(name)] = value;
        configuration.AddInMemoryCollection(values);
    }

    private static string Key(string name) => name.Replace("__", ":");

    private static IEnumerable<KeyValuePair<string, string?>> LocalValues(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.TryGetProperty("Values", out var values)
                ? [.. values.EnumerateObject().Select(value => KeyValuePair.Create(value.Name, (string?)value.Value.ToString()))]
                : [];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException($"local.settings.json cannot be read: {fault.Message}", fault);
        }
    }
}
