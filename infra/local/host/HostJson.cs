using System.Globalization;
using System.Text.Json;

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
    public static HostJson Read(string path) => File.Exists(path) ? Parse(File.ReadAllBytes(path)) : new HostJson();

    /// <inheritdoc cref="Read"/>
    public static HostJson Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return From(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"host.json cannot be read: {fault.Message}", fault);
        }
    }

    private static HostJson From(JsonElement root)
    {
        var http = Member(Member(root, "extensions"), "http");
        var queues = Member(Member(root, "extensions"), "queues");
        var levels = Member(Member(root, "logging"), "logLevel");
        return new HostJson
        {
            RoutePrefix = Member(http, "routePrefix") is { } prefix ? prefix.GetString()!.Trim('/') : "api",
            FunctionTimeout = Time(root, "functionTimeout") ?? TimeSpan.FromMinutes(30),
            Queues = QueueRules.From(name => Number(queues, name), name => Time(queues, name), Member(queues, "messageEncoding")?.GetString()),
            LogLevels = levels?.EnumerateObject().ToDictionary(level => level.Name, level => level.Value.GetString()!) ?? [],
        };
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;

    private static int? Number(JsonElement? parent, string name) => Member(parent, name)?.GetInt32();

    private static TimeSpan? Time(JsonElement? parent, string name) =>
        Member(parent, name) is { } value ? TimeSpan.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;
}
