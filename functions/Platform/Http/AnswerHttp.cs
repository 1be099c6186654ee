using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Serverless.Platform;

/// <summary>Answers callers: JSON in one dialect, entity tags, and every refusal as problem+json.</summary>
public static class AnswerHttp
{
    /// <summary>200 with the value as JSON, and its entity tag when it has one.</summary>
    public static IResult Ok<T>(T value, ETag? tag = null) => new JsonAnswer<T>(value, 200, "application/json; charset=utf-8", tag);

    /// <summary>201 with the value and where it can be read from now on, such as <c>/api/opinions/NA017-261125-7K3F9Q2X</c>.</summary>
    public static IResult Created<T>(string location, T value, ETag? tag = null) =>
        new JsonAnswer<T>(value, 201, "application/json; charset=utf-8", tag, location);

    /// <summary>202 with what was asked for and will be done later, or the refusal.</summary>
    public static IResult Accepted<T>(Outcome<T> outcome) =>
        outcome.Refused(out var refusal, out var value) ? Problem(refusal) : new JsonAnswer<T>(value, 202, "application/json; charset=utf-8", null);

    /// <summary>A document for a program, a spreadsheet or a browser, compressed when it is large.</summary>
    /// <param name="name">What the browser calls the file it saves; null where it shows it.</param>
    public static IResult File(byte[] body, string contentType, string? name = null, ETag? tag = null) => new FileAnswer(body, contentType, name, tag);

    /// <summary>Bytes as they are, in this content coding when one is given.</summary>
    public static IResult Bytes(byte[] body, string contentType, int status = 200, ETag? tag = null, string? coding = null) =>
        new BytesAnswer(body, contentType, status, tag, coding);

    /// <summary>The value of the outcome as 200, or its refusal.</summary>
    public static IResult From<T>(Outcome<T> outcome) => outcome.Refused(out var refusal, out var value) ? Problem(refusal) : Ok(value);

    /// <summary>The value of the outcome with its entity tag as 200, or its refusal.</summary>
    public static IResult From<T>(Outcome<Tagged<T>> outcome) =>
        outcome.Refused(out var refusal, out var found) ? Problem(refusal) : Ok(found.Value, found.Tag);

    /// <summary>201 for what this call made, 200 for what was there before, or the refusal.</summary>
    /// <param name="location">Where the value can be read from now on.</param>
    public static IResult Made<T>(Outcome<Tagged<T>> outcome, Func<T, string> location)
    {
        if (outcome.Refused(out var refusal, out var made)) return Problem(refusal);
        return made.IsNew ? Created(location(made.Value), made.Value, made.Tag) : Ok(made.Value, made.Tag);
    }

    /// <summary>A refusal as RFC 9457 problem details with the stable code.</summary>
    public static IResult Problem(Refusal refusal) =>
        new JsonAnswer<Problem>(
            new Problem(refusal.Status, refusal.Title, refusal.Detail, refusal.Code, refusal.Errors),
            refusal.Status, "application/problem+json; charset=utf-8", null, null, refusal.RetryAfterSeconds);

    /// <summary>Sets the headers every answer has; false when the caller already has the body, and has been told so with 304.</summary>
    private static bool Begin(HttpContext context, string contentType, ETag? tag)
    {
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        if (tag is { } entity && entity != default)
        {
            response.Headers.ETag = entity.ToString();
            if (HttpMethods.IsGet(context.Request.Method) && Has(context.Request.Headers.IfNoneMatch, entity.ToString()))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return false;
            }
        }

        response.ContentType = contentType;
        return true;
    }

    /// <summary>True when <c>If-None-Match</c> names the tag; weak and strong forms are the same here (RFC 9110, 13.1.2).</summary>
    private static bool Has(StringValues known, string tag) =>
        known.Count > 0 && EntityTagHeaderValue.TryParseList(known, out var tags) && EntityTagHeaderValue.TryParse(tag, out var current)
        && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(current, useStrongComparison: false));

    /// <summary>Compressed when it is large and the caller takes that.</summary>
    private static Task WriteCodedAsync(HttpContext context, byte[] body) => WriteAsync(context, CodingHttp.Encode(context, body));

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
    }

    private sealed class BytesAnswer(byte[] body, string contentType, int status, ETag? tag, string? coding) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            if (body.Length == 0) return WriteAsync(context, body);
            if (coding is not null) context.Response.Headers.ContentEncoding = coding;
            return Begin(context, contentType, tag) ? WriteAsync(context, body) : Task.CompletedTask;
        }
    }

    private sealed class FileAnswer(byte[] body, string contentType, string? name, ETag? tag) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusCodes.Status200OK;

        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (!Begin(context, contentType, tag)) return Task.CompletedTask;
            if (name is not null) context.Response.Headers.ContentDisposition = $"attachment; filename={name}";
            return WriteCodedAsync(context, body);
        }
    }

    private sealed class JsonAnswer<T>(T value, int status, string contentType, ETag? tag, string? location = null, int? retryAfter = null)
        : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            response.StatusCode = status;
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (!Begin(context, contentType, tag)) return Task.CompletedTask;
            if (location is not null) response.Headers.Location = location;
            if (retryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString();
            return WriteCodedAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, Json.Options));
        }
    }
}
