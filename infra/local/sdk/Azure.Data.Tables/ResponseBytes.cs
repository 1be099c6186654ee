using System.Runtime.InteropServices;

namespace Azure.Data.Tables;

/// <summary>A response's body where it already lies: the pipeline has buffered it in a memory stream.</summary>
internal static class ResponseBytes
{
    public static ReadOnlyMemory<byte> Of(Response response) =>
        response.ContentStream is MemoryStream stream && stream.TryGetBuffer(out var bytes) ? bytes : response.Content.ToMemory();
}
