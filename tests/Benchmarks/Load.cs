using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serverless.Benchmarks;

/// <summary>Sends requests made beforehand over connections that stay open; costs a tenth of what a full HTTP client does.</summary>
internal static class Load
{
    /// <summary>Sends all, at most so many at once, a connection each; how long that took.</summary>
    /// <exception cref="InvalidOperationException">An answer was not a 200 that holds <paramref name="sign"/>.</exception>
    public static async Task<TimeSpan> SendAsync(int port, IReadOnlyList<byte[]> requests, string sign, int inFlight)
    {
        var next = -1;
        var mark = Encoding.ASCII.GetBytes(sign);
        var connections = await Task.WhenAll(Enumerable.Range(0, Math.Min(inFlight, requests.Count)).Select(_ => OpenAsync(port)));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            var buffer = new byte[8 * 1024];
            for (int at; (at = Interlocked.Increment(ref next)) < requests.Count;)
            {
                do await connection.SendAsync(requests[at]);
                while (!IsAccepted(buffer.AsSpan(0, await ReceiveAsync(connection, buffer)), mark));
            }
        })));
        var took = Stopwatch.GetElapsedTime(started);
        foreach (var connection in connections) connection.Dispose();
        return took;
    }

    /// <summary>Sends one after another, so that a cold server is not asked for much at once.</summary>
    public static async Task WarmAsync(int port, IReadOnlyList<byte[]> requests, string sign)
    {
        foreach (var request in requests) await SendAsync(port, [request], sign, 1);
    }

    /// <summary>A connection to a server on this machine.</summary>
    public static async Task<Socket> OpenAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Reads one answer with a Content-Length; its size.</summary>
    public static async Task<int> ReceiveAsync(Socket connection, byte[] buffer)
    {
        for (var read = 0; ;)
        {
            var more = await connection.ReceiveAsync(buffer.AsMemory(read));
            if (more == 0) throw new InvalidOperationException("The server closed the connection.");
            read += more;
            if (Length(buffer.AsSpan(0, read)) is { } length && read >= length) return read;
        }
    }

    private static int? Length(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        const string name = "content-length:";
        for (var rest = answer[..(head + 2)]; rest.IndexOf("\r\n"u8) is >= 0 and var end; rest = rest[(end + 2)..])
            if (end > name.Length && Ascii.EqualsIgnoreCase(rest[..name.Length], name))
                return head + 4 + int.Parse(rest[name.Length..end], CultureInfo.InvariantCulture);
        throw new InvalidOperationException($"An answer without a length: {Encoding.UTF8.GetString(answer)}");
    }

    // A 503 is sent again, as WeChat does.
    private static bool IsAccepted(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> mark)
    {
        if (answer.StartsWith("HTTP/1.1 503"u8)) return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8) || answer.IndexOf(mark) < 0)
            throw new InvalidOperationException($"Not accepted: {Encoding.UTF8.GetString(answer)}");
        return true;
    }
}
