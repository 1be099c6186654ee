using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>
/// The schemas of the code's types as <see cref="Json"/> writes and reads them, each once among the document's
/// components. Null is written nowhere but where a property says so, so it is allowed nowhere else.
/// </summary>
internal sealed class SchemaBook(OpenApiDocument document, XmlDocs docs)
{
    private readonly OpenApiJsonReader reader = new();
    private readonly Dictionary<string, (Type Type, JsonObject Schema, bool IsOpen)> shared = [];

    /// <summary>The schema of what callers get: what is added to it later breaks nobody.</summary>
    public IOpenApiSchema Answer(Type type) => Read(Export(type, isOpen: true));

    /// <summary>The schema of what callers send: an unknown member is refused.</summary>
    public IOpenApiSchema Body(Type type) => Read(Export(type, isOpen: false));

    /// <summary>Puts every schema that was referred to into the document.</summary>
    public void Close()
    {
        foreach (var (name, one) in shared.OrderBy(one => one.Key, StringComparer.Ordinal)) document.AddComponent(name, Read(one.Schema));
    }

    private IOpenApiSchema Read(JsonNode node) => node["$ref"] is { } reference && node.AsObject().Count == 1
        ? new OpenApiSchemaReference(reference.GetValue<string>().Split('/')[^1], document)
        : reader.ReadFragment<OpenApiSchema>(node, OpenApiSpecVersion.OpenApi3_1, document, out _)!;

    private JsonNode Export(Type type, bool isOpen) => Json.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) => Describe(context, Share(context, node, isOpen)),
    });

    /// <summary>A type with a name of its own goes into the components, and a reference stands in its place.</summary>
    private JsonNode Share(JsonSchemaExporterContext context, JsonNode node, bool isOpen)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = TextShapes.Of(type) ?? node as JsonObject ?? [];
        if (!IsNullable(context.PropertyInfo)) DropNull(schema);
        // A number past 2^53.
        if (context.PropertyInfo?.NumberHandling is { } handling && handling.HasFlag(JsonNumberHandling.WriteAsString)) schema = new() { ["type"] = "string", ["pattern"] = "^-?[0-9]+$" };
        var isObject = context.TypeInfo.Kind == JsonTypeInfoKind.Object;
        if (!isObject && !TextShapes.IsNamed(type)) return schema;
        if (isObject) Complete(schema, context.TypeInfo, isOpen);
        if (docs.Summary(type) is { } summary) schema["description"] = summary;
        var name = NameOf(type);
        if (!shared.TryGetValue(name, out var known) || (isOpen && !known.IsOpen)) shared[name] = (type, schema, isOpen);
        else if (known.Type != type) throw new InvalidOperationException($"Two types are called {name}: {type} and {known.Type}.");
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static void Complete(JsonObject schema, JsonTypeInfo type, bool isOpen)
    {
        if (isOpen) schema.Remove("additionalProperties");
        schema.Remove("required");
        var always = type.Properties.Where(property => schema["properties"]?[property.Name] is not null && (isOpen ? IsAlwaysThere(property) : property.AssociatedParameter is { HasDefaultValue: false })).Select(property => (JsonNode)property.Name).ToArray();
        if (always.Length > 0) schema["required"] = new JsonArray(always);
    }

    /// <summary>True for what a constructor or initializer must set and for what is computed, unless it may be null and is then left out.</summary>
    private static bool IsAlwaysThere(JsonPropertyInfo property) => IsNullable(property) ||
        ((property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false } || property.Set is null)
            && !property.IsGetNullable && Nullable.GetUnderlyingType(property.PropertyType) is null);

    private static bool IsNullable(JsonPropertyInfo? property) =>
        property?.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    private static void DropNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types && types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToArray() is [var only]) schema["type"] = only;
    }

    private JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.PropertyInfo?.AttributeProvider is MemberInfo member && docs.Summary(member) is { } text) node["description"] = text;
        return node;
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}Of{string.Join("And", type.GetGenericArguments().Select(NameOf))}"
        : type.Name;
}
