using Microsoft.AspNetCore.Http;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class RequestHttpTests
{
    [Theory]
    [InlineData("If-Match")]
    [InlineData("Idempotency-Key")]
    public void A_header_that_guards_a_write_is_refused_when_it_stands_there_twice(string name)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[name] = new(["W/\"1\"", "W/\"2\""]);
        Assert.Equal("headerInvalid", request.RefuseHeaders()?.Code);
        request.Headers[name] = "W/\"1\"";
        Assert.Null(request.RefuseHeaders());
    }
}
