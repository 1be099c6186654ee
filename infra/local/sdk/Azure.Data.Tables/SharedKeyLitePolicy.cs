using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>
/// Signs date and path with the account's key. Runs on every try, so that a retry has a date of its own.
/// </summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    private const string DateHeader = "x-ms-date";

    public override void OnSendingRequest(HttpMessage message)
    {
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var headers = message.Request.Headers;
        headers.SetValue(DateHeader, date);
        headers.SetValue("Authorization", Authorization(date, message.Request.Uri.ToUri()));
    }

    internal string Authorization(string date, Uri uri)
    {
        var comp = QueryParameters.Find(uri.Query, "comp");
        var text = comp is null
            ? $"{date}\n/{credential.AccountName}{uri.AbsolutePath}"
            : $"{date}\n/{credential.AccountName}{uri.AbsolutePath}?comp={comp}";
        return $"SharedKeyLite {credential.AccountName}:{Signature(credential.Key, text)}";
    }

    private static string Signature(byte[] key, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, bytes);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToBase64String(hash);
    }
}
