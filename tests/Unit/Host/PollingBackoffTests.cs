using Serverless.Local;

namespace Serverless.Tests.Host;

public sealed class PollingBackoffTests
{
    [Fact]
    public void An_idle_queue_is_asked_ever_more_seldom_up_to_the_limit() => Assert.Equal(
        [100, 200, 400, 800, 1600, 2000, 2000],
        Waits(new PollingBackoff(TimeSpan.FromSeconds(2), () => 0.5), 7));

    [Fact]
    public void A_message_makes_the_wait_short_again()
    {
        var backoff = new PollingBackoff(TimeSpan.FromMinutes(1), () => 0.5);
        Waits(backoff, 5);
        backoff.Reset();
        Assert.Equal([100, 200], Waits(backoff, 2));
    }

    [Theory]
    [InlineData(0.0, 100, 160)]
    [InlineData(1.0, 120, 240)]
    public void Waits_are_spread_by_a_fifth_and_never_under_the_shortest(double random, int first, int second) =>
        Assert.Equal([first, second], Waits(new PollingBackoff(TimeSpan.FromMinutes(1), () => random), 2));

    [Fact]
    public void A_long_idle_time_does_not_overflow() =>
        Assert.Equal(60_000, Waits(new PollingBackoff(TimeSpan.FromMinutes(1), () => 1), 10_000)[^1]);

    private static int[] Waits(PollingBackoff backoff, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (int)Math.Round(backoff.Next().TotalMilliseconds))];
}
