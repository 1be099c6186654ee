using System.Buffers;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Serverless.Platform;

/// <summary>Reads what callers send: bodies within their limit, query values, conditional and idempotency headers.</summary>
public static class RequestHttp
{
    /// <summary>The largest body of a route, in bytes; the webhook has a smaller limit of its own, imports have a larger one.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>The largest file an import takes, in bytes.</summary>
    public const int MaxImport = 8 * 1024 * 1024;

    /// <summary>The whole body, or <see cref="Refusals.BodyTooLarge"/> as soon as more than <paramref name="most"/> bytes are known to come.</summary>
    public static async Task<Outcome<ReadOnlyMemory<byte>>> ReadBytesAsync(this HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most) return Refusals.BodyTooLarge;
        var body = new ArrayBufferWriter<byte>((int)Math.Max(request.ContentLength ?? 0, 1024));
        while (true)
        {
            // A chunked body has no length to refuse by, so the count is kept here.
            var read = await request.Body.ReadAsync(body.GetMemory(1024), cancel);
            if (read == 0) return body.WrittenMemory;
            body.Advance(read);
            if (body.WrittenCount > most) return Refusals.BodyTooLarge;
        }
    }

    /// <summary>The body as <typeparamref name="T"/>, an empty one as <c>{}</c>; see <see cref="BodyJson"/>.</summary>
    public static async Task<Outcome<T>> ReadJsonAsync<T>(this HttpRequest request, CancellationToken cancel) where T : class =>
        (await request.ReadBytesAsync(MaxBody, cancel)).Refused(out var refusal, out var bytes) ? refusal : BodyJson.Read<T>(bytes.Span);

    /// <summary>A refusal when the query has a name that is none of these, or one twice; null when it has not. A mistyped filter would otherwise show everything.</summary>
    public static Refusal? RefuseQuery(this HttpRequest request, params ReadOnlySpan<string> known)
    {
        foreach (var (name, values) in request.Query)
            if (values.Count > 1) return Refusals.QueryInvalid.Because("同一个查询条件只能写一次。");
            else if (name != "code" && !known.Contains(name))
                return Refusals.QueryInvalid.Because($"没有查询条件 {(name.Length <= 40 && FieldErrors.IsText(name, 40) ? name : "…")}。{(known.IsEmpty ? "" : $"可用的有：{string.Join('、', known.ToArray())}。")}");
        return null;
    }

    /// <summary>A refusal when a header that guards a write stands there twice: neither would be kept to.</summary>
    public static Refusal? RefuseHeaders(this HttpRequest request) =>
        request.Headers.IfMatch.Count > 1 || request.Headers["Idempotency-Key"].Count > 1 ? Refusals.HeaderInvalid : null;

    /// <summary>
    /// <see cref="Refusals.StorageUnavailable"/> as this caller needs it: whether a write was taken is not known when its answer was
    /// lost, and the sentence says how to find out.
    /// </summary>
    public static Refusal StorageUnavailable(this HttpRequest request) => request.Method switch
    {
        "POST" when request.IdempotencyKey() is not null =>
            Refusals.StorageUnavailable.Because("这次提交是否已经收下，暂时无法确定。请稍后用同一个 Idempotency-Key 再提交一次：已经收下的会得到同样的回答，不会重复。"),
        "POST" => Refusals.StorageUnavailable.Because("这次提交是否已经收下，暂时无法确定。请稍后先查询，没有收下再重新提交；提交时带上 Idempotency-Key，重复提交就不会重复收下。"),
        "PUT" or "PATCH" or "DELETE" => Refusals.StorageUnavailable.Because("这次修改是否已经生效，暂时无法确定。请稍后重新读取，没有生效再重新提交。"),
        _ => Refusals.StorageUnavailable,
    };

    /// <summary>The only value of a query key; null when it is absent, empty or given twice.</summary>
    public static string? QueryValue(this HttpRequest request, string key) =>
        request.Query.TryGetValue(key, out var values) && values is [{ Length: > 0 } value] ? value : null;

    /// <summary>The enum value of a query key as JSON writes it, null when absent; any other text is refused.</summary>
    public static Outcome<T?> QueryEnum<T>(this HttpRequest request, string key) where T : struct, Enum
    {
        if (request.QueryValue(key) is not { } text) return (T?)null;
        return Json.TryEnum<T>(text, out var value)
            ? (T?)value
            : Refusals.QueryInvalid.Because($"{key} 须为以下之一：{string.Join('、', Enum.GetValues<T>().Select(Json.Name))}。");
    }

    /// <summary>The flag of a query key, null when absent; only <c>true</c> and <c>false</c> are flags.</summary>
    public static Outcome<bool?> QueryFlag(this HttpRequest request, string key) => request.QueryValue(key) switch
    {
        null => (bool?)null,
        "true" => (bool?)true,
        "false" => (bool?)false,
        _ => Refusals.QueryInvalid.Because($"{key} 须为 true 或 false。"),
    };

    /// <summary>The identifier of a query key, null when absent; any other text is refused.</summary>
    /// <param name="example">What one looks like, for the sentence.</param>
    public static Outcome<T?> QueryId<T>(this HttpRequest request, string key, string example) where T : struct, IIdentifier<T>
    {
        if (request.QueryValue(key) is not { } text) return (T?)null;
        return T.TryParse(text, out var id) ? (T?)id : Refusals.QueryInvalid.Because($"{key} 的写法如 {example}。");
    }

    /// <summary>The date of a query key, null when absent; only <c>yyyy-MM-dd</c> of the years 2000 to 2099 is a date here.</summary>
    public static Outcome<DateOnly?> QueryDate(this HttpRequest request, string key)
    {
        if (request.QueryValue(key) is not { } text) return (DateOnly?)null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) && date.Year is >= 2000 and < 2100
            ? (DateOnly?)date
            : Refusals.QueryInvalid.Because($"{key} 须为日期，例如 2026-12-20。");
    }

    /// <summary>The page asked for with <c>top</c> (1 to 1000, default 100) and <c>continuation</c>.</summary>
    public static Outcome<PageRequest> Page(this HttpRequest request) =>
        PageRequest.Parse(request.QueryValue("top"), request.QueryValue("continuation"));

    /// <summary>The entity tags of <c>If-Match</c>, or null when the caller sets no condition.</summary>
    public static IReadOnlyList<ETag>? IfMatch(this HttpRequest request) => Tags(request.Headers.IfMatch);

    /// <summary>The entity tags of <c>If-None-Match</c> on a write, or null when the caller sets no condition; on a read they are <see cref="AnswerHttp"/>'s affair.</summary>
    public static IReadOnlyList<ETag>? IfNoneMatch(this HttpRequest request) => HttpMethods.IsGet(request.Method) ? null : Tags(request.Headers.IfNoneMatch);

    /// <summary>What is no list of tags is one that nothing has.</summary>
    private static IReadOnlyList<ETag>? Tags(StringValues header) => StringValues.IsNullOrEmpty(header) ? null
        : EntityTagHeaderValue.TryParseList(header, out var tags) ? [.. tags.Select(tag => new ETag(tag.ToString()))]
        : [new ETag(header.ToString())];

    /// <summary>The caller's <c>Idempotency-Key</c>, or null.</summary>
    public static string? IdempotencyKey(this HttpRequest request) =>
        request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null;
}
