using FsCheck;
using FsCheck.Fluent;
using Serverless.Opinions;
using Serverless.Statistics;
using static Serverless.Opinions.OpinionAction;

namespace Serverless.Tests.Statistics;

public sealed class OpinionFlowTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset End = new(2026, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_worked_example_of_the_domain_comes_out()
    {
        var flow = Quarter(
        [
            .. Lives(5, Start.AddDays(-3), Answer, Close).Where(entry => entry.At >= Start),
            .. Lives(10, Start.AddDays(1), Answer, Close),
            .. Lives(2, Start.AddDays(2), Merge),
            .. Lives(1, Start.AddDays(2), Reject),
            .. Lives(1, Start.AddDays(2), Withdraw),
            .. Lives(6, End.AddDays(-1)),
        ], openAtStart: 5);

        Assert.Equal((5, 20, 2, 1, 1, 15, 6), (flow.OpenAtStart, flow.Received, flow.Merged, flow.Rejected, flow.Withdrawn, flow.Closed, flow.OpenAtEnd));
    }

    [Theory]
    [InlineData("2026-09-30T15:59:59Z", 1, 0)]
    [InlineData("2026-09-30T16:00:00Z", 0, 1)]
    [InlineData("2026-10-01T00:00:00+08:00", 0, 1)]
    [InlineData("2026-12-31T15:59:59Z", 0, 1)]
    [InlineData("2026-12-31T16:00:00Z", 0, 0)]
    [InlineData("2026-06-30T16:00:00Z", 1, 0)]
    [InlineData("2026-06-30T15:59:59Z", 0, 0)]
    public void An_event_belongs_to_the_quarter_of_its_date_in_Shanghai(string at, int inThird, int inFourth)
    {
        var received = new[] { Entry("NA001-1", Receive, DateTimeOffset.Parse(at)) };
        Assert.Equal((inThird, inFourth), (
            OpinionFlow.Fold(received, Shanghai(2026, 7), Shanghai(2026, 10), 0).Received,
            OpinionFlow.Fold(received, Shanghai(2026, 10), Shanghai(2027, 1), 0).Received));
    }

    [Fact]
    public void An_answer_on_the_spot_leaves_an_opinion_open() => Assert.Equal(1, Quarter([.. Lives(1, Start, Answer)]).OpenAtEnd);

    [Fact]
    public void What_was_received_and_closed_in_different_quarters_counts_once_in_each()
    {
        var life = Life("NA001-1", End.AddDays(-1), Answer, Close).Select((entry, i) => i == 2 ? entry with { At = End } : entry).ToArray();
        var second = Quarter(life);
        var third = OpinionFlow.Fold(life, End, End.AddMonths(3), second.OpenAtEnd);
        Assert.Equal((1, 0, 1), (second.Received, second.Closed, second.OpenAtEnd));
        Assert.Equal((0, 1, 0), (third.Received, third.Closed, third.OpenAtEnd));
    }

    [Fact]
    public void A_note_on_a_closed_opinion_closes_it_no_second_time()
    {
        var note = Entry("NA001-1", Close, Start.AddDays(9)) with { From = OpinionStatus.Closed, To = OpinionStatus.Closed };
        Assert.Equal(1, Quarter([.. Life("NA001-1", Start, Answer, Close), note]).Closed);
    }

    [Fact]
    public void Received_opinions_are_counted_by_channel_and_by_category_in_a_fixed_order()
    {
        var flow = Quarter(
        [
            Entry("NA001-1", Receive, Start) with { Channel = "wechat", Category = "道路" },
            Entry("NA001-2", Receive, Start) with { Channel = "reception" },
            Entry("NA001-3", Receive, Start) with { Channel = "wechat" },
        ]);
        Assert.Equal([new("reception", 1), new("wechat", 2)], flow.BySource);
        Assert.Equal([new(OpinionFlow.Uncategorised, 2), new("道路", 1)], flow.ByCategory);
    }

    [Fact]
    public void A_category_said_later_counts_for_the_opinion_and_not_a_second_time()
    {
        var life = Life("NA001-1", Start, Answer, Close);
        life[1] = life[1] with { Category = "环境" };
        life[2] = life[2] with { Category = "供水" };
        Assert.Equal([new("供水", 1)], Quarter(life).ByCategory);
    }

    [Fact]
    public void A_category_said_of_an_opinion_of_the_quarter_before_counts_nowhere() =>
        Assert.Empty(Quarter([Entry("NA001-1", Answer, Start) with { From = OpinionStatus.Received, Category = "道路" }], openAtStart: 1).ByCategory);

    [Fact]
    public void Two_stations_are_added_up_figure_by_figure()
    {
        var one = Quarter([.. Lives(3, Start, Answer, Close), .. Lives(1, Start, Merge)], 4);
        var other = Quarter([.. Lives(2, Start, Reject), .. Lives(5, Start, Withdraw)], 1);
        var both = one + other;
        Assert.Equal((5, 11, 1, 2, 5, 3, 5), (both.OpenAtStart, both.Received, both.Merged, both.Rejected, both.Withdrawn, both.Closed, both.OpenAtEnd));
        Assert.Equal([new("wechat", 11)], both.BySource);
        Assert.Equal([new(OpinionFlow.Uncategorised, 11)], both.ByCategory);
    }

    [Fact]
    public void What_is_open_at_the_end_is_what_a_count_of_the_opinions_finds_whatever_their_lives() =>
        Prop.ForAll(Histories, history =>
        {
            var flow = OpinionFlow.Fold(history, Start, End, OpenAt(history, Start));
            return flow.OpenAtEnd == OpenAt(history, End)
                && flow.OpenAtStart + flow.Received - flow.Merged - flow.Rejected - flow.Withdrawn - flow.Closed == flow.OpenAtEnd
                && flow.BySource.Values.Sum() == flow.Received
                && flow.ByCategory.Values.Sum() == flow.Received;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_halves_of_a_time_give_what_the_whole_gives() =>
        Prop.ForAll(Histories, history =>
        {
            var middle = Start.AddDays(40);
            var first = OpinionFlow.Fold(history, Start, middle, OpenAt(history, Start));
            var second = OpinionFlow.Fold(history, middle, End, first.OpenAtEnd);
            var whole = OpinionFlow.Fold(history, Start, End, first.OpenAtStart);
            return second.OpenAtEnd == whole.OpenAtEnd && first.Received + second.Received == whole.Received && first.Closed + second.Closed == whole.Closed;
        }).QuickCheckThrowOnFailure();

    /// <summary>Up to some dozens of opinions, each with a random walk through the lifecycle from before the quarter until after it.</summary>
    private static readonly Arbitrary<List<JournalEntry>> Histories = Arb.From(
        from seeds in Gen.ListOf(Gen.Choose(0, int.MaxValue))
        select seeds.SelectMany((seed, i) => RandomLife($"NA001-{i}", new Random(seed))).OrderBy(entry => entry.At).ToList());

    private static IEnumerable<JournalEntry> RandomLife(string number, Random random)
    {
        var at = Start.AddDays(random.Next(-60, 120));
        var entry = Entry(number, Receive, at) with { Channel = random.Next(2) == 0 ? "wechat" : "reception", Category = random.Next(2) == 0 ? null : "道路" };
        yield return entry;
        while (OpinionLifecycle.Allowed(entry.To).ToArray() is { Length: > 0 } allowed && random.Next(5) > 0)
        {
            var action = allowed[random.Next(allowed.Length)];
            entry = entry with { At = entry.At.AddHours(random.Next(2000)), Action = action, From = entry.To, To = OpinionLifecycle.After(entry.To, action)!.Value };
            yield return entry;
        }
    }

    /// <summary>The count the fold must agree with, made another way: the state of every opinion just before the instant.</summary>
    private static int OpenAt(List<JournalEntry> history, DateTimeOffset instant) => history
        .Where(entry => entry.At < instant).GroupBy(entry => entry.Number).Count(life => OpinionLifecycle.IsOpen(life.Last().To));

    private static OpinionFlow Quarter(IEnumerable<JournalEntry> journal, int openAtStart = 0) => OpinionFlow.Fold(journal, Start, End, openAtStart);

    private static IEnumerable<JournalEntry> Lives(int count, DateTimeOffset at, params OpinionAction[] moves) =>
        Enumerable.Range(0, count).SelectMany(i => Life($"NA001-{at.Ticks}{string.Concat(moves)}{i}", at, moves));

    private static JournalEntry[] Life(string number, DateTimeOffset at, params OpinionAction[] moves)
    {
        List<JournalEntry> life = [Entry(number, Receive, at)];
        foreach (var move in moves)
            life.Add(life[^1] with { At = life[^1].At.AddDays(5), Action = move, From = life[^1].To, To = OpinionLifecycle.After(life[^1].To, move)!.Value });
        return [.. life];
    }

    private static JournalEntry Entry(string number, OpinionAction action, DateTimeOffset at) =>
        new() { Number = number, At = at, Action = action, To = OpinionStatus.Received, Actor = "citizen", Channel = "wechat" };

    private static DateTimeOffset Shanghai(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.FromHours(8));
}
