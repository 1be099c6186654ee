using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>What host.json says, with the real host's defaults for what it leaves out.</summary>
public sealed record HostJson
{
    /// <summary><c>extensions.http.routePrefix</c>; empty removes it.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>How long a timer or queue function may run before it is told to stop.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public QueueRules Queues { get; init; } = new();

    /// <summary>Log level per category prefix; <c>default</c> is the rest.</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a host.json; a file that is not there gives the defaults.</summary>
    /// <exception cref="FormatException">A value is outside its range; the message names it.</exception>
    public static HostJson Read(string path)
    {
        if (!File.Exists(path)) return new HostJson();
        using var text = File.OpenRead(path);
        return Parse(text);
    }

    /// <inheritdoc cref="Read"/>
    public static HostJson Parse(Stream text)
    {
        try
        {
            return From(new ConfigurationBuilder().AddJsonStream(text).Build());
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            throw new FormatException($"host.json cannot be read: {fault.Message}", fault);
        }
    }

    private static HostJson From(IConfiguration json) => new()
    {
        RoutePrefix = (json["extensions:http:routePrefix"] ?? "api").Trim('/'),
        FunctionTimeout = json["functionTimeout"] is { } time ? TimeSpan.Parse(time, CultureInfo.InvariantCulture) : TimeSpan.FromMinutes(30),
        Queues = QueueRules.From(json.GetSection("extensions:queues")),
        LogLevels = json.GetSection("logging:logLevel").GetChildren().ToDictionary(level => level.Key, level => level.Value ?? ""),
    };
}
