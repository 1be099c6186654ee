using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class SenderCacheTests
{
    private readonly SenderCache memory = new(new OpinionOptions(3, "a pepper of enough letters"));
    private readonly DateTimeOffset now = An.Instant;

    [Fact]
    public void The_limit_counts_over_one_hour_and_says_when_the_next_is_welcome()
    {
        for (var i = 0; i < 3; i++) Assert.Null(memory.Count("s", $"m{i}", now.AddMinutes(i)));
        Assert.Equal(3600 - 300, memory.Count("s", "m3", now.AddMinutes(5)));
        Assert.Equal(1, memory.Count("s", "m3", now.AddSeconds(3599)));
        Assert.Null(memory.Count("s", "m3", now.AddHours(1)));
    }

    [Fact]
    public void The_same_opinion_again_counts_once_even_at_the_limit()
    {
        for (var i = 0; i < 3; i++) memory.Count("s", $"m{i}", now);
        Assert.Null(memory.Count("s", "m1", now.AddSeconds(10)));
        Assert.NotNull(memory.Count("s", "m9", now.AddSeconds(10)));
    }

    [Fact]
    public void One_senders_limit_is_not_anothers()
    {
        for (var i = 0; i < 3; i++) memory.Count("s", $"m{i}", now);
        Assert.Null(memory.Count("t", "m9", now));
    }

    [Fact]
    public void What_the_store_remembers_counts_too()
    {
        memory.Recount("s", [("a", now.AddMinutes(-50)), ("b", now.AddMinutes(-2)), ("c", now.AddMinutes(-1))], now);
        Assert.Equal(600, memory.Count("s", "d", now));
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(500, 5)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    public void The_store_is_asked_before_each_opinion_after_a_few_within_the_hour(int limit, int few)
    {
        var instance = new SenderCache(new OpinionOptions(limit, "a pepper of enough letters"));
        Assert.False(instance.MustRecount("s", now));
        for (var i = 0; i < few; i++)
        {
            Assert.False(instance.MustRecount("s", now));
            instance.Count("s", $"m{i}", now);
        }

        Assert.True(instance.MustRecount("s", now));
        Assert.True(instance.MustRecount("s", now.AddMinutes(59)));
        Assert.False(instance.MustRecount("s", now.AddMinutes(60)));
    }

    [Fact]
    public void What_was_not_stored_uses_up_nobodys_hour()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(memory.Count("s", $"m{i}", now));
            memory.Uncount("s", $"m{i}");
        }

        Assert.Null(memory.Count("s", "m0", now));
    }

    [Fact]
    public void Nothing_from_before_a_sender_was_forgotten_comes_back_however_late()
    {
        var scanned = SenderBinding.None.With(new Scan(1, An.Id("na001"), "站", null));
        memory.Learn("s", scanned, now);
        memory.Learn("s", SenderBinding.None.Forget(5), now);
        Assert.Empty(memory.Learn("s", scanned, now).Scans);
        Assert.Empty(memory.Find("s", now)!.Scans);
    }

    [Fact]
    public void A_binding_is_believed_for_a_minute_and_not_a_second_longer()
    {
        var binding = SenderBinding.None.With(new Scan(1, An.Id("na001"), "站", null));
        memory.Learn("s", binding, now);
        Assert.Equal(binding.Scans, memory.Find("s", now.AddSeconds(59))!.Scans);
        Assert.Null(memory.Find("s", now.AddSeconds(60)));
        Assert.Null(memory.Find("s", now.AddSeconds(-1)));
    }

    [Fact]
    public void A_look_up_that_ends_after_a_scan_does_not_undo_it()
    {
        var before = SenderBinding.None.With(new Scan(1, An.Id("na001"), "甲站", null));
        var scanned = before.With(new Scan(2, An.Id("na002"), "乙站", null));
        memory.Learn("s", scanned, now);
        memory.Learn("s", before, now);
        Assert.Equal("na002", memory.Find("s", now)!.At(9)!.StationId.ToString());
    }

    [Fact]
    public void Counting_alone_does_not_make_a_sender_known()
    {
        memory.Count("s", "m", now);
        Assert.Null(memory.Find("s", now));
    }

    [Fact]
    public void A_flood_of_senders_does_not_grow_the_memory_without_end()
    {
        for (var i = 0; i < 120_000; i++) memory.Learn($"s{i}", SenderBinding.None, now);
        Assert.Null(memory.Find("s0", now));
        Assert.NotNull(memory.Find("s119999", now));
    }
}
