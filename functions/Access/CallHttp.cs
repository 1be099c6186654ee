using Azure;
using Microsoft.AspNetCore.Http;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The call that the gate has let in, as a request carries it.</summary>
public static class CallHttp
{
    /// <summary>Who asks and when, with the conditions of the request's headers.</summary>
    /// <exception cref="InvalidOperationException">The gate has not seen the request: a call without a caller is none.</exception>
    public static Call Call(this HttpRequest request)
    {
        var call = request.HttpContext.Features.Get<Call>() ?? throw new InvalidOperationException("No gate has let this request in.");
        return call with { IfMatch = request.IfMatch(), IfNoneMatch = request.IfNoneMatch() };
    }

    /// <summary>The same with the request's Idempotency-Key, which counts for this caller, route and body.</summary>
    public static Call Call(this HttpRequest request, ReadOnlySpan<byte> body)
    {
        var call = request.Call();
        return request.IdempotencyKey() is not { } key ? call : call with
        {
            Repeat = new Repeat(
                ContentHash.Key("repeat", call.Caller.Name, request.Method, call.Subject, key),
                ContentHash.KeyOf(body)) { Secret = ContentHash.Key("repeated", call.Caller.Name, request.Method, call.Subject, key) },
        };
    }
}
