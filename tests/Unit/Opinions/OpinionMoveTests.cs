using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionMoveTests
{
    private static readonly DateTimeOffset Later = An.Instant.AddHours(3);

    [Fact]
    public void A_rejection_keeps_the_reason_and_the_proper_channel_and_ends_the_opinion()
    {
        var after = Apply(An.Opinion(), new OpinionMove { Action = OpinionAction.Reject, Text = "属于诉讼事项", ProperChannel = "区人民法院", Actor = "staff" });
        Assert.Equal(("属于诉讼事项", "区人民法院", Later), (after.RejectReason, after.ProperChannel, after.EndedAt));
        Assert.Null(after.Reply);
    }

    [Fact]
    public void An_answer_is_kept_and_leaves_the_opinion_open()
    {
        var after = Apply(An.Opinion(), new OpinionMove { Action = OpinionAction.Answer, Text = "明天修好", Actor = "staff" });
        Assert.Equal("明天修好", after.Reply);
        Assert.Null(after.EndedAt);
    }

    [Fact]
    public void Closing_keeps_the_answer_and_ends_the_opinion_at_that_instant()
    {
        var answered = Apply(An.Opinion(), new OpinionMove { Action = OpinionAction.Answer, Text = "明天修好", Actor = "staff" });
        var closed = Apply(answered, new OpinionMove { Action = OpinionAction.Close, Text = "已回访", Actor = "staff" });
        Assert.Equal(("明天修好", Later, 2), (closed.Reply, closed.EndedAt, closed.Moves));
    }

    [Fact]
    public void The_journal_says_who_did_what_from_where_to_where_and_what_was_said()
    {
        var before = An.Opinion() with { Category = "市政", RepresentativeId = "r-1" };
        var move = new OpinionMove { Action = OpinionAction.Answer, Text = "明天修好", Actor = "staff" };
        var entry = move.Entry(before, Apply(before, move), Later);
        Assert.Equal(
            new JournalEntry
            {
                Number = before.Number, At = Later, Action = OpinionAction.Answer, From = OpinionStatus.Received, To = OpinionStatus.Answered,
                Actor = "staff", Note = "明天修好", Channel = "wechat", Category = "市政", RepresentativeId = "r-1",
            },
            entry);
    }

    [Fact]
    public void The_refusal_tells_what_may_be_done_instead()
    {
        new OpinionMove { Action = OpinionAction.Close, Actor = "staff" }.Apply(An.Opinion(), Later).Refused(out var refusal, out _);
        Assert.Contains("当场答复", refusal!.Detail);
    }

    private static Opinion Apply(Opinion opinion, OpinionMove move)
    {
        Assert.False(move.Apply(opinion, Later).Refused(out _, out var after));
        return after;
    }
}
