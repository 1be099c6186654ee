using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>The query's own part of its address, and the place in it as a continuation token.</summary>
internal static class QueryParameters
{
    private const string NextPartitionKey = "x-ms-continuation-NextPartitionKey";
    private const string NextRowKey = "x-ms-continuation-NextRowKey";

    public static string Select(IEnumerable<string>? select) =>
        select is null || string.Join(',', select) is not { Length: > 0 } names ? "" : $"&$select={Uri.EscapeDataString(names)}";

    public static string Of(string? filter, int? top, string select = "")
    {
        var text = new StringBuilder();
        if (!string.IsNullOrEmpty(filter))
            text.Append("&$filter=").Append(Uri.EscapeDataString(filter));
        if (top is not null)
            text.Append(CultureInfo.InvariantCulture, $"&$top={top}");
        return text.Append(select).ToString();
    }

    /// <summary>Null on the last page. A row key may be absent.</summary>
    public static string? Continuation(Response response) =>
        response.Headers.TryGetValue(NextPartitionKey, out var partition)
            ? $"{partition} {(response.Headers.TryGetValue(NextRowKey, out var row) ? row : "")}"
            : null;

    public static string From(string? continuation)
    {
        if (string.IsNullOrEmpty(continuation))
            return "";
        var parts = continuation.Split(' ', 2);
        var partition = $"&NextPartitionKey={Uri.EscapeDataString(parts[0])}";
        return parts.Length < 2 || parts[1].Length == 0 ? partition : $"{partition}&NextRowKey={Uri.EscapeDataString(parts[1])}";
    }

    /// <summary>A parameter's value, unescaped; null when the query has none of that name.</summary>
    public static string? Find(string query, string name)
    {
        var rest = query.AsSpan().TrimStart('?');
        foreach (var range in rest.Split('&'))
            if (rest[range] is var pair && pair.StartsWith(name) && pair[name.Length..].StartsWith("="))
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
        return null;
    }
}
