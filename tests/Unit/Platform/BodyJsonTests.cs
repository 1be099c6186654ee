using System.Text;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class BodyJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData(" null ")]
    [InlineData("[]")]
    [InlineData("1")]
    public void A_body_that_is_no_object_is_refused(string body)
    {
        Assert.Equal("bodyInvalid", BodyJson.Read<Body>(Encoding.UTF8.GetBytes(body)).Refusal?.Code);
        Assert.Equal("bodyInvalid", BodyJson.Read(Encoding.UTF8.GetBytes(body), typeof(Body)).Refusal?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public void An_empty_body_is_an_empty_object(string body) => Assert.Null(BodyJson.Read<Body>(Encoding.UTF8.GetBytes(body)).Refusal);

    private sealed record Body(string? Text);
}
