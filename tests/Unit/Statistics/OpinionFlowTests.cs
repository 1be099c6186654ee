using FsCheck;
using FsCheck.Fluent;
using Serverless.Calendar;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

/// <summary>The flow of opinions over whatever lives opinions have.</summary>
public sealed class OpinionFlowTests
{
    private static readonly Quarter Quarter = SomeReport.Second;

    [Fact]
    public void What_is_open_at_the_end_is_what_a_count_of_the_opinions_finds_whatever_their_lives() =>
        Prop.ForAll(Histories, lives =>
        {
            var counts = Figures.Count(Facts(lives, Quarter));
            int Flow(string name) => counts[$"opinions.{name}"];
            return Flow("openAtEnd") == OpenAt(lives, Quarter.Next)
                && Flow("openAtStart") + Flow("received") - Flow("merged") - Flow("rejected") - Flow("withdrawn") - Flow("closed") == Flow("openAtEnd")
                && Flow("bySource") == Flow("received") && Flow("byCategory") == Flow("received")
                && counts.Where(count => count.Key.StartsWith("opinions.bySource.")).Sum(count => count.Value) == Flow("received");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_quarter_ends_with_what_the_next_begins_with() =>
        Prop.ForAll(Histories, lives =>
            Figures.Count(Facts(lives, Quarter))["opinions.openAtEnd"] == Figures.Count(Facts(lives, Quarter.Next))["opinions.openAtStart"]).QuickCheckThrowOnFailure();

    /// <summary>Up to some dozens of opinions, each with a random walk through the lifecycle from before the quarter until after it.</summary>
    private static readonly Arbitrary<List<Life>> Histories = Arb.From(
        from seeds in Gen.ListOf(Gen.Choose(0, int.MaxValue))
        select seeds.Select((seed, i) => RandomLife($"source-{i}", new Random(seed))).ToList());

    /// <summary>The number's day may be that of a clock some minutes behind or ahead of the one that wrote it, even ahead of its end.</summary>
    private static Life RandomLife(string source, Random random)
    {
        var at = (random.Next(3) > 0 ? Quarter.Start : Quarter.End).AddDays(random.Next(3) > 0 ? 0 : random.Next(-60, 160)).AddMinutes(random.Next(-9, 10));
        var number = OpinionNumber.Of(An.Id("na001"), StationClock.DateOf(at.AddMinutes(random.Next(-9, 10))), source);
        var (steps, status) = (new List<JournalEntry>(), OpinionStatus.Received);
        while (OpinionActions.All.Lifecycle.Allowed(status).ToArray() is { Length: > 0 } allowed && random.Next(5) > 0)
        {
            at += random.Next(2) == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(random.Next(2000));
            var to = OpinionActions.All.Lifecycle.After(status, allowed[random.Next(allowed.Length)])!.Value;
            steps.Add(SomeReport.Step(status, to, at, number));
            status = to;
        }

        return new(new Receipt(number, random.Next(2) == 0 ? "wechat" : "reception", random.Next(2) == 0 ? null : "道路", null), steps);
    }

    private static QuarterFacts Facts(List<Life> lives, Quarter quarter) => new(quarter, quarter.Last)
    {
        OpenAtStart = OpenAt(lives, quarter),
        Received = [.. lives.Select(life => life.Receipt).Where(receipt => Quarter.Of(receipt.Number.Day) == quarter)],
        Journal = [.. lives.SelectMany(life => life.Steps).Where(step => step.At >= quarter.Start.AddHours(-1) && step.At < quarter.End)],
    };

    /// <summary>The count the fold must agree with, made another way, as the table makes it: what came before the quarter and was open when it began.</summary>
    private static int OpenAt(List<Life> lives, Quarter quarter) => lives.Count(life =>
        life.Receipt.Number.Day < quarter.First && OpinionActions.IsOpen(life.Steps.LastOrDefault(step => step.At < quarter.Start)?.To ?? OpinionStatus.Received));

    private sealed record Life(Receipt Receipt, List<JournalEntry> Steps);
}
