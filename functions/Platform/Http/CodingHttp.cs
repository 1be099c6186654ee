using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Serverless.Platform;

/// <summary>
/// Compresses large answers (RFC 9110, 12.5.3). Entity tags stay as they are: the product's are weak, which allows it. Done here,
/// in memory, because every answer is there whole and both hosts have it without a middleware that would see pushes too.
/// </summary>
internal static class CodingHttp
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>Below so many bytes an answer is one packet on the wire, coded or not.</summary>
    private const int Least = 1400;

    /// <summary>The body as the caller wants it; the response says which coding it has.</summary>
    public static byte[] Encode(HttpContext context, byte[] body)
    {
        if (body.Length < Least || Choose(context.Request.Headers.AcceptEncoding) is not { } coding) return body;
        context.Response.Headers.ContentEncoding = coding;
        using var coded = new MemoryStream(body.Length / 4);
        using (Stream encoder = coding == Brotli ? new BrotliStream(coded, CompressionLevel.Fastest) : new GZipStream(coded, CompressionLevel.Fastest)) encoder.Write(body);
        return coded.ToArray();
    }

    /// <summary>The coding with the highest weight, of two with the same the smaller one; null when the caller takes neither or cannot be understood.</summary>
    private static string? Choose(StringValues accepted)
    {
        if (accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out var codings)) return null;
        var (brotli, gzip) = (Weight(codings, Brotli), Weight(codings, Gzip));
        return brotli is 0 && gzip is 0 ? null : brotli >= gzip ? Brotli : Gzip;
    }

    private static double Weight(IList<StringWithQualityHeaderValue> codings, string coding) =>
        (Named(codings, coding) ?? Named(codings, "*")) is { } one ? one.Quality ?? 1 : 0;

    private static StringWithQualityHeaderValue? Named(IList<StringWithQualityHeaderValue> codings, string name) =>
        codings.FirstOrDefault(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
}
