using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Serverless.Access;
using Serverless.Actions;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>The API's description (OpenAPI 3.1), made from the triggers' attributes, the action catalogues, the types and their doc comments.</summary>
internal static class ApiDocument
{
    /// <summary>The description of the HTTP triggers among these methods.</summary>
    /// <param name="methods">Functions, or whatever else stands in the assembly.</param>
    /// <param name="codes">Every code a refusal may carry.</param>
    /// <param name="docs">The doc comments.</param>
    public static OpenApiDocument Of(IEnumerable<MethodInfo> methods, IEnumerable<string> codes, XmlDocs docs)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo { Title = "人大代表家站点 · API", Version = "1", Description = "Stations of people's congress deputies: opinions, reception days, notices, statistics." },
            Paths = [],
            Components = new OpenApiComponents(),
        };
        var schemas = new SchemaBook(document, docs);
        ApiFrame.AddTo(document, schemas);
        foreach (var (method, http) in methods.Select(method => (Method: method, Http: HttpOf(method))).Where(one => one.Http is not null && !IsPreflight(one.Http)).OrderBy(one => one.Http!.Route, StringComparer.Ordinal))
            foreach (var (route, action) in RoutesOf(method, http!.Route!))
                Path(document, route).AddOperation(HttpMethod.Parse(http.Methods![0]), new ApiOperation(document, schemas, docs).Of(method, route, action));
        schemas.Close();
        ApiFrame.NameCodes(document, codes);
        return document;
    }

    /// <summary>A trigger's route; where it takes actions, one for each of them.</summary>
    private static IEnumerable<(string Route, ActionLine? Action)> RoutesOf(MethodInfo method, string route) =>
        method.GetCustomAttribute<TakesActionsAttribute>() is { } actions
            ? actions.Catalog.Lines.Select(line => ($"{route[..route.LastIndexOf('/')]}/{line.Name}", (ActionLine?)line))
            : [(route, null)];

    private static OpenApiPathItem Path(OpenApiDocument document, string route)
    {
        if (!document.Paths.TryGetValue($"/{route}", out var item)) document.Paths[$"/{route}"] = item = new OpenApiPathItem();
        return (OpenApiPathItem)item;
    }

    /// <summary>Browsers ask that by themselves; it belongs to no path.</summary>
    private static bool IsPreflight(HttpTriggerAttribute http) => http.Methods is ["options"];

    private static HttpTriggerAttribute? HttpOf(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(one => one is not null);
}
