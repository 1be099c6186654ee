using Serverless.Notices;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeLifecycleTests
{
    // The whole table, pair by pair: what is not written here is refused.
    private static readonly (NoticeStatus From, NoticeStatus To)[] Allowed =
    [
        (NoticeStatus.Planned, NoticeStatus.Planned),
        (NoticeStatus.Planned, NoticeStatus.Sent),
        (NoticeStatus.Planned, NoticeStatus.Failed),
        (NoticeStatus.Planned, NoticeStatus.Dead),
        (NoticeStatus.Sent, NoticeStatus.Delivered),
        (NoticeStatus.Sent, NoticeStatus.Failed),
    ];

    public static TheoryData<NoticeStatus, NoticeStatus, bool> Matrix()
    {
        var data = new TheoryData<NoticeStatus, NoticeStatus, bool>();
        foreach (var from in Enum.GetValues<NoticeStatus>())
            foreach (var to in Enum.GetValues<NoticeStatus>()) data.Add(from, to, Allowed.Contains((from, to)));
        return data;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Every_move_is_allowed_or_not_as_the_table_says(NoticeStatus from, NoticeStatus to, bool allowed)
    {
        Assert.Equal(allowed, NoticeLifecycle.Allows(from, to));
        Assert.Equal(allowed, NoticeLifecycle.Allows(Some.Notice(from), Some.Notice(to)));
    }

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, true)]
    public void A_postponed_try_never_takes_back_a_try_that_another_worker_counted(int stored, int next, bool allowed) =>
        Assert.Equal(allowed, NoticeLifecycle.Allows(Some.Notice(attempts: stored), Some.Notice(attempts: next)));

    [Fact]
    public void A_sent_notice_is_recorded_even_when_another_worker_counted_more_tries() =>
        Assert.True(NoticeLifecycle.Allows(Some.Notice(attempts: 3), Some.Notice(NoticeStatus.Sent, attempts: 1)));
}
