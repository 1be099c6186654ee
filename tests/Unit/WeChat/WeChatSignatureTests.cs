using System.Security.Cryptography;
using System.Text;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatSignatureTests
{
    [Fact]
    public void The_order_of_the_parts_does_not_matter() =>
        Assert.Equal(WeChatSignature.Compute("token", "1714037059", "486452656"), WeChatSignature.Compute("486452656", "token", "1714037059"));

    [Theory]
    // A culture puts "a" before "B" and "_" before both; a sort by number puts 486452656 before 1714037059.
    [InlineData("a", "B", "_", "B_a")]
    [InlineData("aa", "AB", "Ab", "ABAbaa")]
    [InlineData("AAAAA", "1714037059", "486452656", "1714037059486452656AAAAA")]
    [InlineData("Z", "z+", "z/", "Zz+z/")]
    public void Parts_are_sorted_by_code_unit(string one, string two, string three, string joined) =>
        Assert.Equal(Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(joined))), WeChatSignature.Compute(one, two, three));

    [Fact]
    public void The_fourth_part_is_signed_too() =>
        Assert.NotEqual(WeChatSignature.Compute("token", "1714037059", "486452656"), WeChatSignature.Compute("token", "1714037059", "486452656", "AAAA"));

    [Fact]
    public void Only_the_whole_signature_in_lowercase_matches()
    {
        var right = WeChatSignature.Compute("test", "1410685589", "test");
        Assert.True(Matches(right));
        Assert.False(Matches(right.ToUpperInvariant()));
        Assert.False(Matches(right[..^1]));
        Assert.False(Matches(right + "0"));
        Assert.False(Matches((right[0] == 'f' ? 'e' : 'f') + right[1..]));
        Assert.False(Matches(right[..^1] + 'é'));
        Assert.False(Matches(""));
        Assert.False(Matches(null));
    }

    private static bool Matches(string? given) => WeChatSignature.Matches(given, "test", "1410685589", "test");
}
