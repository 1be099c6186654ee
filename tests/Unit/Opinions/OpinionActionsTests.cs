using Serverless.Access;
using Serverless.Actions;
using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionActionsTests
{
    private static readonly DateTimeOffset Later = An.Instant.AddHours(3);

    // The whole table, pair by pair: what is not written here is refused.
    private static readonly (OpinionStatus From, string Action, OpinionStatus To)[] Allowed =
    [
        (OpinionStatus.Received, "merge", OpinionStatus.Merged),
        (OpinionStatus.Received, "reject", OpinionStatus.Rejected),
        (OpinionStatus.Received, "answer", OpinionStatus.Answered),
        (OpinionStatus.Received, "withdraw", OpinionStatus.Withdrawn),
        (OpinionStatus.Answered, "withdraw", OpinionStatus.Withdrawn),
        (OpinionStatus.Answered, "close", OpinionStatus.Closed),
        (OpinionStatus.Merged, "withdraw", OpinionStatus.Withdrawn),
        (OpinionStatus.Merged, "correct", OpinionStatus.Received),
        (OpinionStatus.Rejected, "correct", OpinionStatus.Received),
        (OpinionStatus.Answered, "correct", OpinionStatus.Received),
        (OpinionStatus.Closed, "correct", OpinionStatus.Answered),
    ];

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["merge"] = $$"""{"into":"{{An.Opinion(source: "other").Number}}"}""", ["reject"] = """{"reason":"属于诉讼事项","channel":"区人民法院"}""",
        ["answer"] = """{"text":"明天修好"}""", ["close"] = """{"note":"已回访"}""", ["withdraw"] = "",
        ["correct"] = """{"reason":"点错了"}""",
    };

    public static TheoryData<OpinionStatus, string, OpinionStatus?> Matrix()
    {
        var data = new TheoryData<OpinionStatus, string, OpinionStatus?>();
        foreach (var from in Enum.GetValues<OpinionStatus>())
            foreach (var action in Bodies.Keys)
                data.Add(from, action, Allowed.Where(move => move.From == from && move.Action == action).Select(move => (OpinionStatus?)move.To).FirstOrDefault());
        return data;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Every_pair_of_status_and_action_is_allowed_or_refused_as_the_table_says(OpinionStatus from, string action, OpinionStatus? to)
    {
        var refused = Wish(action).Apply(An.Opinion(from), Clerk).Refused(out var refusal, out var after);
        Assert.Equal(to is null, refused);
        if (refused) Assert.Equal("moveNotAllowed", refusal!.Code);
        else Assert.Equal((to!.Value, 1, OpinionActions.IsOpen(from) && !OpinionActions.IsOpen(to.Value) ? Later : (DateTimeOffset?)null), (after!.Status, after.Version, after.EndedAt));
    }

    [Fact]
    public void The_catalogue_has_the_actions_of_the_table_and_no_other() =>
        Assert.Equal(Bodies.Keys.Order(), OpinionActions.All.All.Select(entry => entry.Name).Order());

    [Theory]
    [InlineData("reject", "{}", "channel", "reason")]
    [InlineData("reject", """{"reason":"属于诉讼事项"}""", "channel")]
    [InlineData("reject", """{"reason":" ","channel":"区人民法院"}""", "reason")]
    [InlineData("answer", "", "text")]
    [InlineData("answer", """{"text":""}""", "text")]
    [InlineData("merge", "{}", "into")]
    [InlineData("merge", """{"into":"NA017-1"}""", "into")]
    [InlineData("close", """{"note":""}""", "note")]
    [InlineData("correct", "{}", "reason")]
    public void What_is_wrong_with_a_body_is_told_by_field_before_the_status(string action, string body, params string[] fields)
    {
        foreach (var status in new[] { OpinionStatus.Received, OpinionStatus.Closed })
        {
            Assert.True(Wish(action, body).Apply(An.Opinion(status), Clerk).Refused(out var refusal, out _));
            Assert.Equal("fieldsInvalid", refusal.Code);
            Assert.Equal(fields, refusal.Errors!.Keys.Order());
        }
    }

    [Theory]
    [InlineData("answer", """{"note":"明天修好"}""")]
    [InlineData("close", """{"text":"已回访"}""")]
    public void A_member_that_an_action_does_not_take_is_refused(string action, string body)
    {
        Assert.True(OpinionActions.All.Read(action, System.Text.Encoding.UTF8.GetBytes(body)).Refused(out var refusal, out _));
        Assert.Equal("bodyInvalid", refusal.Code);
    }

    [Fact]
    public void An_unknown_action_is_told_with_those_there_are()
    {
        Assert.True(OpinionActions.All.Read("praise", []).Refused(out var refusal, out _));
        Assert.Equal(("actionUnknown", 404), (refusal.Code, refusal.Status));
        Assert.All(Bodies.Keys, name => Assert.Contains(name, refusal.Detail));
    }

    [Fact]
    public void Who_may_only_hand_in_may_withdraw_and_nothing_else()
    {
        foreach (var action in Bodies.Keys)
        {
            var refused = Wish(action).Apply(An.Opinion(action is "close" or "correct" ? OpinionStatus.Answered : OpinionStatus.Received), An.Call(Later)).Refused(out var refusal, out _);
            Assert.Equal(action != "withdraw", refused);
            if (refused) Assert.Equal("notAllowed", refusal!.Code);
        }
    }

    [Fact]
    public void Nothing_is_merged_into_itself_or_into_another_stations_opinion()
    {
        foreach (var into in new[] { An.Opinion(), An.Opinion(stationId: "na018") })
        {
            Assert.True(Wish("merge", $$"""{"into":"{{into.Number}}"}""").Apply(An.Opinion(), Clerk).Refused(out var refusal, out _));
            Assert.Equal("mergeTargetInvalid", refusal.Code);
        }
    }

    [Fact]
    public void What_was_said_is_kept_where_it_belongs()
    {
        var rejected = Apply("reject", An.Opinion());
        Assert.Equal(("属于诉讼事项", "区人民法院", null), (rejected.RejectReason, rejected.ProperChannel, rejected.Reply));
        var closed = Apply("close", Apply("answer", An.Opinion()));
        Assert.Equal(("明天修好", 2), (closed.Reply, closed.Version));
        Assert.Equal(An.Opinion(source: "other").Number, Apply("merge", An.Opinion()).MergedInto);
    }

    [Fact]
    public void The_journal_says_who_did_what_from_where_to_where_and_what_was_said()
    {
        var (before, wish) = (An.Opinion(), Wish("answer"));
        Assert.Equal(
            new JournalEntry
            {
                Number = before.Number, At = Later, Action = "answer", From = OpinionStatus.Received, To = OpinionStatus.Answered, Actor = "member:clerk", Note = "明天修好",
            },
            JournalEntry.Of(wish, before, Apply("answer", before), Clerk));
        Assert.Equal(before.MergedInto?.ToString(), JournalEntry.Received(before).Note);
        Assert.Equal(("receive", "citizen", An.Instant), (JournalEntry.Received(before).Action, JournalEntry.Received(before).Actor, JournalEntry.Received(before).At));
    }

    [Fact]
    public void The_refusal_tells_what_may_be_done_instead()
    {
        Assert.True(Wish("close").Apply(An.Opinion(), Clerk).Refused(out var refusal, out _));
        Assert.Contains("当场答复", refusal.Detail);
    }

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
        Assert.Equal(open, OpinionActions.IsOpen(status));

    private static Call Clerk => An.Call(Later, An.Clerk);

    private static Wish<Opinion, OpinionStatus> Wish(string action, string? body = null)
    {
        Assert.False(OpinionActions.All.Read(action, System.Text.Encoding.UTF8.GetBytes(body ?? Bodies[action])).Refused(out _, out var wish));
        return wish!;
    }

    private static Opinion Apply(string action, Opinion opinion)
    {
        Assert.False(Wish(action).Apply(opinion, Clerk).Refused(out _, out var after));
        return after!;
    }
}
