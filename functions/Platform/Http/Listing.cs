using System.Buffers.Text;
using System.Text;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>A part of a list.</summary>
/// <param name="Items">The items, in the list's own order.</param>
/// <param name="Continuation">What to pass back for the next part; null at the end.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Continuation)
{
    /// <summary>A part whose continuation is the store's token, made safe for a query string.</summary>
    public static Listing<T> Of(IReadOnlyList<T> items, string? storeToken) =>
        new(items, string.IsNullOrEmpty(storeToken) ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(storeToken)));
}
