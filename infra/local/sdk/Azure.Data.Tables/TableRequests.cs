using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Sends requests with what every one carries: version, metadata level and, by the pipeline, authorization.</summary>
internal sealed class TableRequests(HttpPipeline pipeline, string version)
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";

    public static TableRequests With(TableClientOptions? options, HttpPipelinePolicy? authorization)
    {
        options ??= new TableClientOptions();
        var built = new HttpPipelineOptions(options) { RequestFailedDetailsParser = TableErrorParser.Instance };
        if (authorization is not null)
            built.PerRetryPolicies.Add(authorization);
        return new(HttpPipelineBuilder.Build(built), options.Version);
    }

    /// <exception cref="RequestFailedException">The service answered with an error, or not at all after the last try.</exception>
    public async Task<Response> SendAsync(
        RequestMethod method, Uri uri, RequestBuffer? body, TableHeaders headers, CancellationToken cancellation, Accepting? accepting = null)
    {
        using var message = pipeline.CreateMessage();
        if (accepting is not null)
            message.ResponseClassifier = accepting;
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(uri);
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", MinimalMetadata);
        if (headers.ContentType is not null)
            request.Headers.Add("Content-Type", headers.ContentType);
        if (headers.Prefer is not null)
            request.Headers.Add("Prefer", headers.Prefer);
        if (headers.IfMatch is not null)
            request.Headers.Add("If-Match", headers.IfMatch);
        request.Content = body;
        await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        // Not in a finally: after a failure something may still hold the array.
        body?.Return();
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }
}

/// <summary>The headers in which requests differ.</summary>
internal readonly record struct TableHeaders(string? ContentType = null, string? Prefer = null, string? IfMatch = null)
{
    private const string NoMetadata = "application/json;odata=nometadata";
    private const string NoContent = "return-no-content";

    public static readonly TableHeaders Insert = new(NoMetadata, NoContent);

    public static readonly TableHeaders Read = default;

    public static TableHeaders Write(string? ifMatch) => new(NoMetadata, null, ifMatch);
}
