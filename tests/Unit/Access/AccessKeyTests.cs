using Serverless.Access;
using Serverless.Platform;
using Serverless.Tests.Unit.House;

namespace Serverless.Tests.Unit.Access;

public sealed class AccessKeyTests
{
    private static readonly AccessName Name = Identifier.Read<AccessName>("hot.line-1");

    [Fact]
    public void A_key_is_its_machines_name_and_256_random_bits()
    {
        var key = AccessKey.New(Name);
        Assert.Matches("^hot\\.line-1\\.[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(Name, AccessKey.NameIn(key));
        Assert.NotEqual(key, AccessKey.New(Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("hotline")]
    [InlineData(".abc")]
    [InlineData("Hotline.abc")]
    [InlineData("hot line.abc")]
    public void What_names_no_machine_is_looked_for_nowhere(string key) => Assert.Null(AccessKey.NameIn(key));

    [Fact]
    public void A_key_of_a_million_characters_is_not_looked_for() => Assert.Null(AccessKey.NameIn("hotline." + new string('x', 1_000_000)));

    [Fact]
    public void Only_the_whole_key_matches_its_hash()
    {
        var key = AccessKey.New(Name);
        Assert.True(AccessKey.Matches(key, AccessKey.Hash(key)));
        Assert.False(AccessKey.Matches(key[..^1], AccessKey.Hash(key)));
        Assert.False(AccessKey.Matches(key + "x", AccessKey.Hash(key)));
        Assert.False(AccessKey.Matches(key, null));
        Assert.False(AccessKey.Matches(key, new byte[32]));
    }

    [Fact]
    public void Keys_are_compared_by_their_hashes_in_constant_time_and_in_one_place_alone()
    {
        Assert.Equal(["Access/AccessKey.cs"], Repository.Product().Where(file => file.Text.Contains("FixedTimeEquals(Hash(key), hash ?? OfNobody)")).Select(file => file.Path));
        Assert.All(
            Repository.Product().Where(file => file.Path.StartsWith("Access/")),
            file => Assert.DoesNotMatch(@"(?i)\bkey\s*(==|!=)\s*(?!null)|SequenceEqual|\.Equals\(", file.Text));
    }
}
