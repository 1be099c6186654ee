using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>One route and method, as its trigger's attributes and its action describe it.</summary>
internal sealed class ApiOperation(OpenApiDocument document, SchemaBook schemas, XmlDocs docs)
{
    /// <param name="method">The trigger.</param>
    /// <param name="route">Its route, with the action's name where it takes one.</param>
    /// <param name="action">The action; null when it takes none.</param>
    public OpenApiOperation Of(MethodInfo method, string route, ActionLine? action)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var (first, rest) = XmlDocs.Split(docs.Summary(method) ?? name);
        return new OpenApiOperation
        {
            OperationId = action is null ? name : $"{name}.{action.Name}",
            Summary = action is null ? first : action.Word,
            Description = string.Join(' ', new[] { action is null ? rest : Sentence(action), Needs(method, action) }.Where(text => text.Length > 0)),
            Tags = new HashSet<OpenApiTagReference> { Tag(method) },
            Parameters = [.. Parameters(method, route)],
            RequestBody = Body(method, action),
            Responses = Responses(method),
            Security = method.IsDefined(typeof(AllowAnyoneAttribute)) ? [[]] : null,
        };
    }

    private static string Sentence(ActionLine action) => $"{string.Join("; ", action.Ways.Select(way => $"{string.Join(", ", way.From.Select(from => $"`{from}`"))} → `{way.To}`"))}; from any other status it is `moveNotAllowed`.";

    private static string Needs(MethodInfo method, ActionLine? action)
    {
        var needed = action is not null ? [action.Permission] : method.GetCustomAttribute<AllowAttribute>()?.AnyOf ?? [];
        return needed.Count == 0 ? "" : $"For who has {string.Join(" or ", needed.Select(permission => $"`{Json.Name(permission)}`"))}.";
    }

    private OpenApiTagReference Tag(MethodInfo method)
    {
        var slice = method.DeclaringType!.Namespace!.Split('.')[^1];
        document.Tags ??= new HashSet<OpenApiTag>();
        if (document.Tags.All(tag => tag.Name != slice)) document.Tags.Add(new OpenApiTag { Name = slice });
        return new OpenApiTagReference(slice, document);
    }

    private IEnumerable<IOpenApiParameter> Parameters(MethodInfo method, string route)
    {
        var parts = route.Split('/');
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] is ['{', .. var part, '}'])
                yield return new OpenApiParameter { Name = part, In = ParameterLocation.Path, Required = true, Schema = schemas.Answer(TextShapes.Named(part, parts[i - 1])) };
        foreach (var query in method.GetCustomAttribute<QueriesAttribute>()?.Names ?? [])
            yield return QueriesAttribute.OfPages.Contains(query)
                ? Shared(query)
                : new OpenApiParameter { Name = query, In = ParameterLocation.Query, Schema = schemas.Answer(Filter(method, query)) };
        foreach (var header in method.GetCustomAttribute<HonoursAttribute>()?.Headers ?? []) yield return Shared(header);
    }

    private OpenApiParameterReference Shared(string name) => new(name, document);

    /// <summary>What a list can be filtered by: an enum that is named after the list's class and the filter, or a text of a known shape.</summary>
    private static Type Filter(MethodInfo method, string query)
    {
        var type = method.DeclaringType!;
        var name = type.Name.Replace("Endpoints", "") + char.ToUpperInvariant(query[0]) + query[1..];
        return Array.Find(type.Assembly.GetTypes(), one => one.IsEnum && one.Name == name) ?? TextShapes.Named(query);
    }

    private OpenApiRequestBody? Body(MethodInfo method, ActionLine? action)
    {
        var takes = method.GetCustomAttribute<TakesAttribute>();
        return action is null && takes is null ? null : new OpenApiRequestBody
        {
            Required = action is null,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [takes?.MediaType ?? "application/json"] = new OpenApiMediaType { Schema = schemas.Body(action?.Body ?? takes?.Type ?? typeof(string)) },
            },
        };
    }

    private OpenApiResponses Responses(MethodInfo method)
    {
        var responses = new OpenApiResponses();
        foreach (var status in method.GetCustomAttributes<GivesAttribute>().SelectMany(gives => gives.Statuses).Distinct())
            responses[$"{status}"] = Response(method, status);
        if (method.GetCustomAttribute<HonoursAttribute>()?.Headers.Contains(HonoursAttribute.IfNoneMatch) == true) responses["304"] = new OpenApiResponse { Description = "Still what the caller has." };
        responses["default"] = new OpenApiResponseReference(ApiFrame.Refused, document);
        return responses;
    }

    private OpenApiResponse Response(MethodInfo method, int status)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (method.IsDefined(typeof(HonoursAttribute))) headers["ETag"] = new OpenApiHeaderReference("ETag", document);
        if (status == 201) headers["Location"] = new OpenApiHeaderReference("Location", document);
        return new OpenApiResponse
        {
            Description = status switch { 201 => "Made.", 202 => "Will be done.", 204 => "Done.", _ => "As asked." },
            Headers = headers.Count > 0 ? headers : null,
            Content = method.GetCustomAttributes<GivesAttribute>().Where(gives => gives.Statuses.Contains(status) && gives.MediaType is not null).ToDictionary(
                gives => gives.MediaType!, gives => (IOpenApiMediaType)new OpenApiMediaType { Schema = schemas.Answer(gives.Type ?? typeof(string)) }),
        };
    }
}
