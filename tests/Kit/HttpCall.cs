using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;

namespace Serverless.Tests.Kit;

/// <summary>
/// Calls an endpoint's method in this process: <c>await HttpCall.Get("/api/stations/na017").To(request =&gt; endpoints.Get(request, "na017", cancel))</c>.
/// </summary>
public sealed class HttpCall
{
    private static readonly IServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    private readonly DefaultHttpContext context = new() { RequestServices = Services };

    private HttpCall(string method, string url, byte[] body, string? contentType)
    {
        var query = url.IndexOf('?');
        context.Request.Method = method;
        context.Request.Path = query < 0 ? url : url[..query];
        context.Request.QueryString = new QueryString(query < 0 ? null : url[query..]);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentType = contentType;
        context.Response.Body = new MemoryStream();
        context.Features.Set(new Call(An.Administrator, DateTimeOffset.UtcNow.ToOffset(Serverless.Platform.StationClock.Offset)));
    }

    public static HttpCall Get(string url) => new("GET", url, [], null);

    public static HttpCall Put(string url, string json) => new("PUT", url, Encoding.UTF8.GetBytes(json), "application/json");

    public static HttpCall Post(string url, string json) => Post(url, Encoding.UTF8.GetBytes(json), "application/json");

    public static HttpCall Post(string url, byte[] body, string contentType) => new("POST", url, body, contentType);

    public static HttpCall Delete(string url) => new("DELETE", url, [], null);

    public static HttpCall Of(string method, string url) => new(method, url, [], null);

    public static HttpCall PostCsv(string url, string csv) => Post(url, Encoding.UTF8.GetBytes(csv), "text/csv");

    /// <summary>Adds a header.</summary>
    public HttpCall With(string header, string value)
    {
        context.Request.Headers[header] = value;
        return this;
    }

    /// <summary>Lets the call in as the gate would for somebody else than an administrator, or at another time.</summary>
    public HttpCall As(Call call)
    {
        context.Features.Set(call);
        return this;
    }

    /// <summary>Runs the method and writes its result as the worker would; what it throws comes out here.</summary>
    public Task<HttpAnswer> To(Func<HttpRequest, Task<IResult>> endpoint) => Through(async http => await (await endpoint(http.Request)).ExecuteAsync(http));

    /// <summary>Lets something else answer the call: a host's front, a gate.</summary>
    internal async Task<HttpAnswer> Through(Func<HttpContext, Task> answer)
    {
        await answer(context);
        return new HttpAnswer(context.Response.StatusCode, context.Response.Headers, ((MemoryStream)context.Response.Body).ToArray());
    }
}

/// <summary>What a caller gets.</summary>
public sealed record HttpAnswer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The refusal's stable code, or null.</summary>
    public string? Code => Json["code"]?.GetValue<string>();

    /// <summary>What the refusal blames: fields, or rows and columns.</summary>
    public string[] Blames => Json["errors"] is JsonObject errors ? [.. errors.Select(pair => pair.Key)] : [];

    public string? Tag => Headers.ETag;

    public JsonArray Items => Json["items"]!.AsArray();

    /// <summary>An answer that came over the wire.</summary>
    public static async Task<HttpAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)) headers[name] = values.ToArray();
        return new HttpAnswer((int)answer.StatusCode, headers, await answer.Content.ReadAsByteArrayAsync());
    }
}
