using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Platform;

public sealed class AgedCacheTests
{
    private readonly ManualTime time = new(An.Instant);
    private readonly AgedCache<string> cache;

    public AgedCacheTests() => cache = new AgedCache<string>(new StationClock(time), TimeSpan.FromSeconds(30), 3);

    [Fact]
    public void A_reading_counts_until_it_is_of_age()
    {
        cache.Learn("a", "1", cache.Changes);
        cache.Learn("b", null, cache.Changes);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal("1", value);
        Assert.True(cache.TryGet("b", out value));
        Assert.Null(value);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public void A_reading_that_began_before_a_change_is_not_kept()
    {
        var seen = cache.Changes;
        cache.Clear();
        cache.Learn("a", "of before", seen);
        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public void No_more_are_kept_than_the_bound()
    {
        foreach (var key in new[] { "a", "b", "c", "d" }) cache.Learn(key, key, cache.Changes);
        Assert.False(cache.TryGet("a", out _));
        Assert.True(cache.TryGet("d", out _));
    }
}
