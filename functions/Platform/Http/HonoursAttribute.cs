namespace Serverless.Platform;

/// <summary>The conditional headers that an HTTP trigger keeps to, for the API's description; its answers carry the entity tag.</summary>
/// <param name="headers">Of the names below.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HonoursAttribute(params string[] headers) : Attribute
{
    public const string IfMatch = "IfMatch";
    public const string IfNoneMatch = "IfNoneMatch";
    public const string IdempotencyKey = "IdempotencyKey";

    public IReadOnlyList<string> Headers { get; } = headers;
}
