namespace Azure.Data.Tables;

/// <summary>The answer to a transaction: one part per action, or a single part that tells which action failed and why.</summary>
internal static class BatchResponse
{
    public static IReadOnlyList<Response> Parse(Response outer)
    {
        var body = ResponseBytes.Of(outer);
        var parts = new List<Response>();
        while (NextPart(ref body) is { } part)
            parts.Add(part.Status < 400 ? part : throw part.Failure());
        return parts;
    }

    private static BatchPart? NextPart(ref ReadOnlyMemory<byte> rest)
    {
        var start = rest.Span.IndexOf("\r\nHTTP/1.1 "u8);
        if (start < 0)
            return null;
        rest = rest[(start + "\r\nHTTP/1.1 "u8.Length)..];
        var end = rest.Span.IndexOf("\r\n--"u8);
        var part = new BatchPart(end < 0 ? rest : rest[..end]);
        rest = end < 0 ? default : rest[end..];
        return part;
    }
}
