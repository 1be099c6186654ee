using System.Net;
using Microsoft.AspNetCore.Http;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.1:50123", "198.51.100.1")]
    [InlineData("127.0.0.1", "1.2.3.4, 198.51.100.1:50123", "198.51.100.1")]
    [InlineData("::1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::1", "[2001:db8:1:2:aaaa::1]:443", "20010db800010002")]
    [InlineData("2001:db8:1:2:bbbb::9", null, "20010db800010002")]
    [InlineData("::ffff:203.0.113.7", null, "203.0.113.7")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    public void It_is_the_connections_own_or_what_the_platform_wrote_last(string connected, string? forwarded, string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(connected);
        if (forwarded is not null) http.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal(address, http.Request.ClientAddress());
    }
}
