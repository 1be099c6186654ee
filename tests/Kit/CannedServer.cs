using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Serverless.Tests.Kit;

/// <summary>
/// A server that answers with given bytes, in order and the last for ever, and keeps every request as it came over the
/// wire. It shows what a client sends, and what it does when a server fails.
/// </summary>
public sealed class CannedServer : IAsyncDisposable
{
    /// <summary>Instead of an answer: the connection is cut after the request.</summary>
    public const string Cut = "";

    /// <summary>Instead of an answer: none ever comes.</summary>
    public const string Hang = "\0hang";

    private const string Close = "\0close";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly X509Certificate2? certificate;
    private readonly string[] answers;
    private readonly List<string> requests = [];

    private CannedServer(X509Certificate2? certificate, string[] answers)
    {
        this.certificate = certificate;
        this.answers = answers;
        listener.Start();
        Address = new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Head and body of every request so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests)
                return [.. requests];
        }
    }

    public static CannedServer With(params string[] answers) => new(null, answers);

    /// <summary>The same over TLS, with a certificate of its own that nobody trusts.</summary>
    public static CannedServer Secure(params string[] answers) => new(SelfSigned(), answers);

    public static string Answer(int status, string body = "", params string[] headers) =>
        $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\n"
        + string.Concat(headers.Select(header => $"{header}\r\n"))
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>An answer behind which the connection is cut, whatever its head promised.</summary>
    public static string CutAfter(string answer) => answer + Close;

    public ValueTask DisposeAsync()
    {
        stop.Cancel();
        listener.Dispose();
        certificate?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static async Task<string?> RequestAsync(Stream stream, CancellationToken cancellation)
    {
        var bytes = new List<byte>();
        var more = new byte[1];
        // A byte at a time: it needs no buffer across requests, and nobody measures it.
        while (!bytes.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(more, cancellation) == 0)
                return null;
            bytes.Add(more[0]);
        }

        var head = Encoding.UTF8.GetString([.. bytes]);
        var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellation);
        return head + Encoding.UTF8.GetString(body);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = await OpenAsync(client);
            while (await RequestAsync(stream, stop.Token) is { } request)
            {
                var answer = Next(request);
                if (answer == Cut)
                    return;
                if (answer == Hang)
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.Replace(Close, "")), stop.Token);
                if (answer.EndsWith(Close, StringComparison.Ordinal))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (certificate is null)
            return client.GetStream();
        var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsServerAsync(certificate);
        return secure;
    }

    private string Next(string request)
    {
        lock (requests)
        {
            requests.Add(request);
            return answers[Math.Min(requests.Count, answers.Length) - 1];
        }
    }
}
