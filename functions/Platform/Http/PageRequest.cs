using System.Buffers.Text;
using System.Text;

namespace Serverless.Platform;

/// <summary>Which part of a list a caller wants.</summary>
/// <param name="Top">How many items at most, 1 to 1000.</param>
/// <param name="Continuation">Where the page before stopped, in the store's own words; null for the first page.</param>
public sealed record PageRequest(int Top, string? Continuation)
{
    /// <summary>The "no" to a continuation that no page has given.</summary>
    public static Refusal ContinuationInvalid => Refusals.QueryInvalid.Because("continuation 须原样取自上一页的回答。");

    /// <summary>Reads the two query values; what is absent has its default.</summary>
    public static Outcome<PageRequest> Parse(string? top, string? continuation)
    {
        var count = 100;
        if (top is not null && (!int.TryParse(top, out count) || count is < 1 or > 1000))
            return Refusals.QueryInvalid.Because("top 须为 1 至 1000 的整数。");
        if (continuation is null) return new PageRequest(count, null);
        return StoreToken(continuation) is { } token ? new PageRequest(count, token) : ContinuationInvalid;
    }

    /// <summary>The store's token; null when it cannot be one: the store's and the product's own are printable ASCII.</summary>
    private static string? StoreToken(string continuation)
    {
        if (!Base64Url.IsValid(continuation)) return null;
        var token = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(continuation));
        return token.Length > 0 && token.All(c => c is >= ' ' and <= '~') ? token : null;
    }
}
