using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// One part of a transaction's answer, from its status on: <c>204 No Content CRLF headers CRLF CRLF body</c>. It keeps
/// the bytes where they are and looks a header up when someone asks.
/// </summary>
internal sealed class BatchPart : Response
{
    private readonly ReadOnlyMemory<byte> headers;
    private readonly ReadOnlyMemory<byte> body;
    private Stream? content;

    public BatchPart(ReadOnlyMemory<byte> bytes)
    {
        Utf8Parser.TryParse(bytes.Span, out int status, out var digits);
        Status = status;
        var line = bytes.Span.IndexOf("\r\n"u8);
        var head = bytes.Span.IndexOf("\r\n\r\n"u8);
        ReasonPhrase = line > digits ? Text(bytes.Span[digits..line]) : "";
        headers = line < 0 ? default : bytes[(line + 2)..(head < line ? bytes.Length : head + 2)];
        body = head < 0 ? default : bytes[(head + 4)..];
    }

    public override int Status { get; }

    public override string ReasonPhrase { get; }

    public override bool IsError => Status >= 400;

    public override Stream? ContentStream
    {
        get => content ??= new MemoryStream(body.ToArray(), 0, body.Length, false, true);
        set => content = value;
    }

    public override string ClientRequestId { get; set; } = "";

    /// <summary>The error that fails the whole transaction.</summary>
    public TableTransactionFailedException Failure()
    {
        var error = TableErrorParser.Read(body);
        return new(new RequestFailedException(Status, error?.Message ?? ReasonPhrase, error?.Code, null));
    }

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var header in EnumerateHeaders())
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }

        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        for (var rest = headers; rest.Span.IndexOf("\r\n"u8) is > 0 and var end; rest = rest[(end + 2)..])
            if (rest.Span[..end].IndexOf((byte)':') is > 0 and var colon)
                yield return new(Text(rest.Span[..colon]), Text(rest.Span[(colon + 1)..end]));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.Trim(" "u8));
}
