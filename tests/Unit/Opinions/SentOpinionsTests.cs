using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class SentOpinionsTests
{
    [Fact]
    public void The_newest_stands_first_whatever_the_order_they_are_noted_in()
    {
        var sent = SentOpinions.None.With([At("b", -2), At("c", -1)]).With([At("a", -3)]);
        Assert.Equal(["c", "b", "a"], sent.List.Select(one => one.Source));
    }

    [Fact]
    public void The_same_opinion_again_changes_nothing()
    {
        var sent = SentOpinions.None.With([At("a", 0), At("a", 0)]);
        Assert.Single(sent.List);
        Assert.Same(sent, sent.With([At("a", 0)]));
    }

    [Fact]
    public void Of_old_ones_the_last_fifty_are_kept()
    {
        var sent = SentOpinions.None.With(Enumerable.Range(0, 60).Select(i => At($"n{i:D2}", -1000 * i)));
        Assert.Equal((50, "n00", "n49"), (sent.List.Count, sent.List[0].Source, sent.List[^1].Source));
    }

    [Fact]
    public void All_of_the_last_hour_are_kept_because_they_count_for_the_limit_but_no_more_than_a_row_holds()
    {
        var busy = SentOpinions.None.With(Enumerable.Range(0, 200).Select(i => At($"n{i:D3}", -i * 0.25)));
        Assert.Equal(200, busy.List.Count);
        Assert.Equal(600, SentOpinions.None.With(Enumerable.Range(0, 700).Select(i => At($"n{i:D3}", 0))).List.Count);
    }

    [Fact]
    public void Since_an_instant_includes_it()
    {
        var sent = SentOpinions.None.With([At("a", -61), At("b", -60), At("c", 0)]);
        Assert.Equal(["c", "b"], sent.Since(An.Instant.AddMinutes(-60)).Select(one => one.Source));
    }

    private static SentOpinion At(string source, double minutes) => new(source, An.Instant.AddMinutes(minutes));
}
