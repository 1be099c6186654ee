using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class LookupMissCacheTests
{
    private readonly ManualTime time = new(An.Instant);
    private readonly LookupMissCache misses;

    public LookupMissCacheTests() => misses = new LookupMissCache(new StationClock(time));

    [Fact]
    public void After_twenty_misses_an_address_waits_for_the_rest_of_the_minute_and_others_do_not()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(misses.WaitOf("a"));
            misses.Note("a");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(40, misses.WaitOf("a"));
        Assert.Null(misses.WaitOf("b"));
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(misses.WaitOf("a"));
        misses.Note("a");
        Assert.Null(misses.WaitOf("a"));
    }

    [Fact]
    public void A_flood_of_addresses_does_not_grow_the_memory_without_end()
    {
        for (var i = 0; i < 20; i++) misses.Note("a");
        for (var i = 0; i < 25_000; i++) misses.Note($"{i}");
        Assert.Null(misses.WaitOf("a"));
    }
}
