using System.Text.Json;
using Serverless.Tests.Deployable.Rpc;

namespace Serverless.Tests.Deployable;

/// <summary>A function as the worker describes it.</summary>
/// <param name="Trigger">The trigger's binding, as JSON.</param>
public sealed record WorkerFunction(string Id, string Name, JsonElement Trigger)
{
    /// <summary><c>httpTrigger</c>, <c>timerTrigger</c>, <c>queueTrigger</c>.</summary>
    public string Type => Text("type")!;

    /// <summary>The parameter that takes what triggers it.</summary>
    public string Parameter => Text("name")!;

    public string? Queue => Text("queueName");

    public string Route => Text("route") ?? Name;

    public string[] Methods => Trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(method => method.GetString()!)] : [];

    /// <summary>Whether it takes the whole message and not only its text.</summary>
    public bool IsDeferred => Trigger.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty("supportsDeferredBinding", out var value) && value.ToString() is "True" or "true";

    public static WorkerFunction Of(RpcFunctionMetadata metadata) => Of(metadata.FunctionId, metadata.Name, metadata.RawBindings.Select(Parse));

    /// <summary>The functions of a <c>functions.metadata</c>.</summary>
    public static IEnumerable<WorkerFunction> Read(string file) => Parse(File.ReadAllText(file)).EnumerateArray()
        .Select(one => Of("", one.GetProperty("name").GetString()!, one.GetProperty("bindings").EnumerateArray()));

    /// <summary>The function in a line: its name and what starts it.</summary>
    public override string ToString() => Type switch
    {
        "httpTrigger" => $"{Name} http {Text("authLevel")} {string.Join(',', Methods.Order()).ToUpperInvariant()} {Route}",
        "timerTrigger" => $"{Name} timer {Text("schedule")}",
        "queueTrigger" => $"{Name} queue {Queue}{(Text("connection") is { } other ? $" of {other}" : "")}",
        var other => $"{Name} {other}",
    };

    private static WorkerFunction Of(string id, string name, IEnumerable<JsonElement> bindings) =>
        new(id, name, bindings.Single(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal)));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private string? Text(string name) => Trigger.TryGetProperty(name, out var value) ? value.GetString() : null;
}
