using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>Types that are text of a certain shape in JSON, in routes and in queries.</summary>
internal static class TextShapes
{
    /// <summary>A pattern that every such text matches, and one of them.</summary>
    private static readonly FrozenDictionary<Type, (string Pattern, string Example)> Shapes = new Dictionary<Type, (string, string)>
    {
        [typeof(StationId)] = ("^[a-z0-9]{2,20}$", "na017"),
        [typeof(PersonId)] = ("^[A-Za-z0-9_-]{1,40}$", "r0412"),
        [typeof(OpinionNumber)] = ("^[A-Z0-9]{2,20}-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{8}$", OpinionNumber.Of(Identifier.Read<StationId>("na017"), new DateOnly(2026, 11, 25), "").ToString()),
        [typeof(OccasionKey)] = ("^[a-zA-Z]+-20[0-9]{6}-[a-z0-9]{2,20}$", "reception-20261220-na017"),
        [typeof(Scope)] = ("^(district|(street|station|unit|person):.{1,40})$", "station:na017"),
        [typeof(Quarter)] = ("^20[0-9]{2}Q[1-4]$", "2026Q4"),
    }.ToFrozenDictionary();

    /// <summary>What stands in a route or a query under a name.</summary>
    private static readonly FrozenDictionary<string, Type> Names = new Dictionary<string, Type>
    {
        ["stationId"] = typeof(StationId), ["number"] = typeof(OpinionNumber), ["key"] = typeof(OccasionKey), ["quarter"] = typeof(Quarter),
        ["from"] = typeof(DateOnly), ["to"] = typeof(DateOnly), ["representatives/id"] = typeof(PersonId),
        ["station"] = typeof(StationId), ["representative"] = typeof(PersonId),
    }.ToFrozenDictionary();

    /// <summary>The type a route's or query's name stands for, or text.</summary>
    /// <param name="before">The route's part before it; empty for a query.</param>
    public static Type Named(string name, string before = "") => Names.GetValueOrDefault($"{before}/{name}") ?? Names.GetValueOrDefault(name) ?? typeof(string);

    /// <summary>The schema of an enum, an instant or a text of a certain shape; null for every other type.</summary>
    public static JsonObject? Of(Type type)
    {
        if (type == typeof(DateTimeOffset)) return new() { ["type"] = "string", ["format"] = "date-time" };
        if (type.IsEnum) return new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))]) };
        return Shapes.TryGetValue(type, out var shape) ? new() { ["type"] = "string", ["pattern"] = shape.Pattern, ["examples"] = new JsonArray(shape.Example) } : null;
    }

    /// <summary>Whether the type has a name of its own among the schemas.</summary>
    public static bool IsNamed(Type type) => type.IsEnum || Shapes.ContainsKey(type);
}
