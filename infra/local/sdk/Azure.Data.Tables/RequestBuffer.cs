using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// A request's body, written once into one growing array and sent from there, on retries too. Arrays and writers are
/// kept for the next request; <see cref="Dispose"/> is left empty because the pipeline may dispose between tries.
/// </summary>
internal sealed class RequestBuffer : RequestContent, IBufferWriter<byte>
{
    private const int FirstSize = 4 * 1024;
    private const int LargestKept = 256 * 1024;
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<RequestBuffer> Kept = new();
    private static readonly JsonWriterOptions Ascii = new() { SkipValidation = true };
    private static readonly JsonWriterOptions Utf8 = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter ascii;
    private readonly Utf8JsonWriter utf8;
    private byte[] bytes = new byte[FirstSize];
    private int length;

    private RequestBuffer()
    {
        ascii = new(this, Ascii);
        utf8 = new(this, Utf8);
    }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public static RequestBuffer Take() => Kept.TryDequeue(out var buffer) ? buffer : new();

    /// <summary>Only when the last try is over: afterwards the array belongs to another request.</summary>
    public void Return()
    {
        if (bytes.Length > LargestKept || Kept.Count >= MostKept)
            return;
        length = 0;
        Kept.Enqueue(this);
    }

    /// <summary>
    /// A writer of one JSON value that escapes all but ASCII: Azurite decodes a body of one entity piece by piece, as it
    /// comes from the socket, and breaks the characters that lie on a seam. Flush it before writing anything else.
    /// </summary>
    public Utf8JsonWriter AsciiJson()
    {
        ascii.Reset();
        return ascii;
    }

    /// <summary>The same in plain UTF-8, half as long for Chinese: a transaction's body is decoded whole.</summary>
    public Utf8JsonWriter Utf8Json()
    {
        utf8.Reset();
        return utf8;
    }

    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(GetSpan(more.Length));
        length += more.Length;
    }

    public void Write(string text) => length += System.Text.Encoding.UTF8.GetBytes(text, GetSpan(text.Length * 3));

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(length);
    }

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(bytes.AsMemory(0, length), cancellation).AsTask();

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(Written);

    public override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    public override void Dispose()
    {
    }

    private void Grow(int sizeHint)
    {
        var needed = length + Math.Max(sizeHint, 256);
        if (needed > bytes.Length)
            Array.Resize(ref bytes, Math.Max(needed, bytes.Length * 2));
    }
}
