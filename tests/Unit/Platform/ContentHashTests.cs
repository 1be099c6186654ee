using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class ContentHashTests
{
    [Fact]
    public void Parts_are_told_apart_wherever_they_are_cut() =>
        Assert.Distinct([ContentHash.Key("ab", "c"), ContentHash.Key("a", "bc"), ContentHash.Key("abc"), ContentHash.Key("abc", ""), ContentHash.Key("1:a", "bc")]);

    [Fact]
    public void The_same_parts_give_the_same_key_on_every_machine() =>
        // SHA-256 of "2:ab1:c", by an independent tool.
        Assert.Equal("430fb1b4ac43316eca81fab27a1930ab", ContentHash.Key("ab", "c"));

    [Fact]
    public void A_secret_key_depends_on_the_pepper() =>
        Assert.NotEqual(ContentHash.Secret("pepper one", "openid"), ContentHash.Secret("pepper two", "openid"));
}
