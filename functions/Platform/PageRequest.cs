using System.Buffers.Text;
using System.Text;

namespace Serverless.Platform;

/// <summary>Which part of a list a caller wants.</summary>
/// <param name="Top">How many items at most, 1 to 1000.</param>
/// <param name="Continuation">Where the page before stopped, in the store's own words; null for the first page.</param>
public sealed record PageRequest(int Top, string? Continuation)
{
    /// <summary>Reads the two query values; what is absent has its default.</summary>
    public static Outcome<PageRequest> Parse(string? top, string? continuation)
    {
        var count = 100;
        if (top is not null && (!int.TryParse(top, out count) || count is < 1 or > 1000))
            return Refusals.QueryInvalid.Because("top 须为 1 至 1000 的整数。");
        if (continuation is null) return new PageRequest(count, null);
        return Base64Url.IsValid(continuation)
            ? new PageRequest(count, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)))
            : Refusals.QueryInvalid.Because("continuation 须原样取自上一页的回答。");
    }
}
