using Serverless.Opinions;
using Serverless.Statistics;

namespace Serverless.Tests.Statistics;

public sealed class RepresentativeActivityTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly RepresentativeActivity[] Roster = [new("r002", "李四", 7), new("r001", "张三", 7)];

    [Fact]
    public void Opinions_are_counted_for_whom_they_were_given_to_and_everyone_on_the_roster_is_listed() =>
        Assert.Equal([new("r001", "张三", 2), new("r002", "李四", 0)], Fold(Given("r001"), Given("r001"), Given(null)));

    [Fact]
    public void Whoever_left_the_station_keeps_the_count() =>
        Assert.Equal([new("r001", "张三", 0), new("r002", "李四", 0), new("r009", null, 1)], Fold(Given("r009")));

    [Fact]
    public void A_later_move_of_an_opinion_counts_nobody_again() =>
        Assert.Equal(1, Fold(Given("r001"), Given("r001") with { From = OpinionStatus.Received, To = OpinionStatus.Answered, Action = OpinionAction.Answer })[0].Opinions);

    [Fact]
    public void Opinions_of_other_quarters_do_not_count() =>
        Assert.All(Fold(Given("r001") with { At = Start.AddTicks(-1) }, Given("r002") with { At = Start.AddMonths(3) }), line => Assert.Equal(0, line.Opinions));

    [Fact]
    public void Whoever_serves_two_stations_is_one_person_in_their_total() =>
        Assert.Equal([new("r001", "张三", 3)], RepresentativeActivity.Sum([new("r001", null, 1), new("r001", "张三", 2)]));

    private static IReadOnlyList<RepresentativeActivity> Fold(params JournalEntry[] journal) =>
        RepresentativeActivity.Fold(Roster, journal, Start, Start.AddMonths(3));

    private static JournalEntry Given(string? representativeId) => new()
    {
        Number = "NA001-1", At = Start, Action = OpinionAction.Receive, To = OpinionStatus.Received, Actor = "citizen", Channel = "wechat", RepresentativeId = representativeId,
    };
}
