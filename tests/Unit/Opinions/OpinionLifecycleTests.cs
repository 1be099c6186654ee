using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionLifecycleTests
{
    // The whole table, pair by pair: what is not written here is refused.
    private static readonly (OpinionStatus From, OpinionAction Action, OpinionStatus To)[] Allowed =
    [
        (OpinionStatus.Received, OpinionAction.Merge, OpinionStatus.Merged),
        (OpinionStatus.Received, OpinionAction.Reject, OpinionStatus.Rejected),
        (OpinionStatus.Received, OpinionAction.Answer, OpinionStatus.Answered),
        (OpinionStatus.Received, OpinionAction.Withdraw, OpinionStatus.Withdrawn),
        (OpinionStatus.Answered, OpinionAction.Withdraw, OpinionStatus.Withdrawn),
        (OpinionStatus.Answered, OpinionAction.Close, OpinionStatus.Closed),
    ];

    public static TheoryData<OpinionStatus, OpinionAction, OpinionStatus?> Matrix()
    {
        var data = new TheoryData<OpinionStatus, OpinionAction, OpinionStatus?>();
        foreach (var from in Enum.GetValues<OpinionStatus>())
            foreach (var action in Enum.GetValues<OpinionAction>())
                data.Add(from, action, Allowed.Where(move => move.From == from && move.Action == action).Select(move => (OpinionStatus?)move.To).FirstOrDefault());
        return data;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Every_pair_of_status_and_action_is_allowed_or_refused_as_the_table_says(OpinionStatus from, OpinionAction action, OpinionStatus? to) =>
        Assert.Equal(to, OpinionLifecycle.After(from, action));

    [Theory]
    [MemberData(nameof(Matrix))]
    public void A_refused_move_has_the_code_moveNotAllowed_and_an_allowed_one_the_new_status(OpinionStatus from, OpinionAction action, OpinionStatus? to)
    {
        var move = new OpinionMove { Action = action, Text = "理由", Actor = "staff" };
        var refused = move.Apply(An.Opinion(from), An.Instant).Refused(out var refusal, out var after);
        Assert.Equal(to is null, refused);
        if (refused) Assert.Equal("moveNotAllowed", refusal!.Code);
        else Assert.Equal(to, after!.Status);
    }

    [Fact]
    public void An_opinion_cannot_be_closed_before_it_is_answered() =>
        Assert.Null(OpinionLifecycle.After(OpinionStatus.Received, OpinionAction.Close));

    [Theory]
    [InlineData(OpinionStatus.Received, true)]
    [InlineData(OpinionStatus.Answered, true)]
    [InlineData(OpinionStatus.Escalated, true)]
    [InlineData(OpinionStatus.Rated, true)]
    [InlineData(OpinionStatus.Merged, false)]
    [InlineData(OpinionStatus.Rejected, false)]
    [InlineData(OpinionStatus.Withdrawn, false)]
    [InlineData(OpinionStatus.Closed, false)]
    public void Only_merging_rejecting_withdrawing_and_closing_end_an_opinion(OpinionStatus status, bool open) =>
        Assert.Equal(open, OpinionLifecycle.IsOpen(status));
}
