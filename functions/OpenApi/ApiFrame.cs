using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>What all operations share: who is asking, the headers, and how everything that goes wrong is told.</summary>
internal static class ApiFrame
{
    public const string Refused = "Problem";

    private static readonly (string Name, ParameterLocation In, string Key, OpenApiSchema Schema, string Text)[] Parameters =
    [
        ("IfMatch", ParameterLocation.Header, "If-Match", Text(), "The entity tag that the thing must still have; 412 when it has another."),
        ("IfNoneMatch", ParameterLocation.Header, "If-None-Match", Text(), "The entity tag of what the caller has; 304 when it is still that."),
        ("IdempotencyKey", ParameterLocation.Header, "Idempotency-Key", Text(), "Makes a repeat answer the first result with 200; with another body it is refused."),
        ("top", ParameterLocation.Query, "top", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = JsonValue.Create(100) }, "How many items at most."),
        ("continuation", ParameterLocation.Query, "continuation", Text(), "Where the page before stopped, as its answer has it."),
    ];

    /// <summary>Adds what the operations refer to.</summary>
    public static void AddTo(OpenApiDocument document, SchemaBook schemas)
    {
        foreach (var (name, place, key, schema, text) in Parameters)
            document.AddComponent(name, new OpenApiParameter { Name = key, In = place, Schema = schema, Description = text });
        document.AddComponent("ETag", new OpenApiHeader { Description = "The thing's version, where it has one.", Schema = Text() });
        document.AddComponent("Location", new OpenApiHeader { Description = "Where it can be read from now on.", Schema = Text() });
        document.AddComponent(Refused, new OpenApiResponse
        {
            Description = "Refused; `code` is stable, `detail` says what to do.",
            Content = new Dictionary<string, IOpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = schemas.Answer(typeof(Problem)) } },
        });
        document.AddComponent("key", new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-functions-key", Description = "A machine's key." });
        document.AddComponent("keyInQuery", new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Query, Name = "code", Description = "The same where no header can be sent." });
        document.AddComponent("signIn", new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "AppServiceAuthSession", Description = "A person whom the platform has signed in." });
        document.Security = [.. new[] { "key", "keyInQuery", "signIn" }.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];
    }

    /// <summary>Says what a problem's code can be, when its schema is there.</summary>
    public static void NameCodes(OpenApiDocument document, IEnumerable<string> codes) =>
        ((OpenApiSchema)((OpenApiSchema)document.Components!.Schemas![nameof(Problem)]).Properties!["code"]).Enum = [.. codes.Order(StringComparer.Ordinal).Select(code => (JsonNode)code)];

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
