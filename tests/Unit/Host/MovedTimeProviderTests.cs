using Serverless.Local;

namespace Serverless.Tests.Host;

public sealed class MovedTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 19, 23, 59, 50, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_clock_starts_where_it_is_set_and_ticks()
    {
        var clock = new MovedTimeProvider(Start);
        Assert.InRange(clock.GetUtcNow(), Start, Start + Patience);
        Assert.True(SpinWait.SpinUntil(() => clock.GetUtcNow() > Start, Patience));
    }

    [Fact]
    public async Task A_move_wakes_what_waits_for_an_instant_it_passes()
    {
        var clock = new MovedTimeProvider(Start);
        var waiting = clock.WaitUntilAsync(Start.AddDays(60), TestContext.Current.CancellationToken);
        clock.MoveTo(Start.AddDays(59));
        Assert.False(waiting.IsCompleted);
        clock.MoveTo(Start.AddDays(60));
        await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_instant_that_has_passed_is_not_waited_for()
    {
        var clock = new MovedTimeProvider(Start);
        await clock.WaitUntilAsync(Start, CancellationToken.None).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_wait_that_is_called_off_ends_as_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = new MovedTimeProvider(Start).WaitUntilAsync(Start.AddHours(1), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }
}
