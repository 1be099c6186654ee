using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Serverless.Platform;

/// <summary>Where a request comes from.</summary>
public static class ClientAddressHttp
{
    /// <summary>
    /// The client's network address, of IPv6 the network of a household (64 bits). In the cloud the host calls from this very
    /// machine and the platform has added the client's address at the end of <c>X-Forwarded-For</c>; what stands before it anybody
    /// may have written.
    /// </summary>
    public static string ClientAddress(this HttpRequest request)
    {
        var connected = request.HttpContext.Connection.RemoteIpAddress;
        var isHost = connected is null || IPAddress.IsLoopback(connected);
        var address = isHost && Parse(request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim()) is { } forwarded ? forwarded : connected;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    // With or without a port: 203.0.113.7:50123, [2001:db8::1]:50123.
    private static IPAddress? Parse(string text) => IPEndPoint.TryParse(text, out var end) ? end.Address : null;
}
