using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform;

/// <summary>Answers callers: JSON in one dialect, entity tags, and every refusal as problem+json.</summary>
public static class AnswerHttp
{
    /// <summary>200 with the value as JSON, and its entity tag when it has one.</summary>
    public static IResult Ok<T>(T value, ETag? tag = null) => new JsonAnswer<T>(value, 200, "application/json; charset=utf-8", tag);

    /// <summary>201 with the value and where it can be read from now on, such as <c>/api/opinions/NA017-7K3F9Q2M4X</c>.</summary>
    public static IResult Created<T>(string location, T value, ETag? tag = null) =>
        new JsonAnswer<T>(value, 201, "application/json; charset=utf-8", tag, location);

    /// <summary>202 with what was asked for and will be done later.</summary>
    public static IResult Accepted<T>(T value) => new JsonAnswer<T>(value, 202, "application/json; charset=utf-8", null);

    /// <summary>200 with bytes as they are.</summary>
    public static IResult Bytes(byte[] body, string contentType) => new BytesAnswer(body, contentType);

    /// <summary>The value of the outcome as 200, or its refusal.</summary>
    public static IResult From<T>(Outcome<T> outcome) => outcome.Refused(out var refusal, out var value) ? Problem(refusal) : Ok(value);

    /// <summary>A refusal as RFC 9457 problem details with the stable code.</summary>
    public static IResult Problem(Refusal refusal) =>
        new JsonAnswer<ProblemBody>(
            new ProblemBody(refusal.Status, refusal.Title, refusal.Detail, refusal.Code, refusal.Errors),
            refusal.Status, "application/problem+json; charset=utf-8", null, null, refusal.RetryAfterSeconds);

    private sealed record ProblemBody(int Status, string Title, string Detail, string Code, IReadOnlyDictionary<string, string[]>? Errors);

    private sealed class BytesAnswer(byte[] body, string contentType) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            response.ContentType = contentType;
            response.ContentLength = body.Length;
            response.Headers.XContentTypeOptions = "nosniff";
            return response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
        }
    }

    private sealed class JsonAnswer<T>(T value, int status, string contentType, ETag? tag, string? location = null, int? retryAfter = null)
        : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            var body = JsonSerializer.SerializeToUtf8Bytes(value, Json.Options);
            response.StatusCode = status;
            response.ContentType = contentType;
            response.ContentLength = body.Length;
            response.Headers.XContentTypeOptions = "nosniff";
            if (tag is { } entity && entity != default) response.Headers.ETag = entity.ToString();
            if (location is not null) response.Headers.Location = location;
            if (retryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString();
            return response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
        }
    }
}
