using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>The API's description, for programs and as a page for people.</summary>
public sealed class OpenApiEndpoints(OpenApiHandler openApi)
{
    /// <summary>The API's description, OpenAPI 3.1.</summary>
    [Function("GetOpenApi"), AllowAnyone]
    [Gives("application/json")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        var document = await openApi.DocumentAsync();
        return AnswerHttp.File(document.Value, "application/json; charset=utf-8", tag: document.Tag);
    }

    /// <summary>A page that shows the API.</summary>
    [Function("ShowDocs"), AllowAnyone]
    [AnyQuery, Gives("text/html")]
    public static IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = DocsPage.Policy;
        return AnswerHttp.File(Encoding.UTF8.GetBytes(DocsPage.Html), "text/html; charset=utf-8");
    }

    /// <summary>The script of that page.</summary>
    [Function("GetDocsScript"), AllowAnyone]
    [Gives("text/javascript")]
    public static IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/scalar.js")] HttpRequest request) =>
        AnswerHttp.Bytes(DocsPage.Script(), "text/javascript; charset=utf-8", coding: "gzip");
}
