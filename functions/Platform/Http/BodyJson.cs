using System.Text.Json;

namespace Serverless.Platform;

/// <summary>Reads a request's JSON: unknown members, wrong types and what is not UTF-8 are refused with the member's name.</summary>
public static class BodyJson
{
    public static Outcome<T> Read<T>(ReadOnlySpan<byte> body) where T : class =>
        Read(body, typeof(T)).Refused(out var refusal, out var value) ? refusal : (T)value;

    /// <summary>The same for a type that is not known before the request.</summary>
    public static Outcome<object> Read(ReadOnlySpan<byte> body, Type type)
    {
        // Every member of an action may be absent, and so may its body.
        if (body.IsEmpty) body = "{}"u8;
        try
        {
            // Not with "?:": its type would be object, and the refusal a value.
            if (JsonSerializer.Deserialize(body, type, Json.Options) is { } value) return value;
            return Refusals.BodyInvalid;
        }
        catch (JsonException fault)
        {
            // The message of a JsonException may quote the text, so only the path goes out.
            var member = fault.Path is { Length: > 2 } path && path.StartsWith("$.") ? path[2..] : "$";
            return new FieldErrors().Require(false, member, "没有这个字段，或内容不合规范。").ToRefusal(Refusals.BodyInvalid)!;
        }
    }
}
