using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Local.Demo;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Host;

/// <summary>The demo district is one the product itself could have written.</summary>
public sealed class DemoTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DemoData Data = On(Today);
    private static readonly IReadOnlyList<DemoLife> Lives = [.. Data.Lives.SelectMany(lives => lives)];

    [Fact]
    public void The_same_date_gives_the_same_district()
    {
        Assert.Equal(Print(Data), Print(On(Today)));
        Assert.NotEqual(Print(Data), Print(On(Today.AddDays(1))));
    }

    [Fact]
    public void A_later_date_of_the_quarter_continues_the_story()
    {
        var later = On(Today.AddDays(20)).Lives.SelectMany(lives => lives).SelectMany(life => life.Steps).Select(step => step.Entry).ToHashSet();
        Assert.All(Lives.SelectMany(life => life.Steps), step => Assert.Contains(step.Entry, later));
    }

    [Fact]
    public void There_are_164_stations_of_15_streets_with_a_home_each()
    {
        var stations = Data.Places.Select(place => place.Station).ToArray();
        Assert.Equal(Enumerable.Range(1, 164).Select(number => $"na{number:D3}"), stations.Select(station => station.StationId.ToString()));
        Assert.Equal(164, stations.Select(station => station.Name).Distinct().Count());
        Assert.Equal(15, stations.Where(station => station.Kind == StationKind.Home).Select(station => station.Street).Distinct().Count());
        Assert.Equal(15, stations.Count(station => station.Kind == StationKind.Home));
        Assert.All(stations, station => Assert.False(Draft(station).ToStation(station.StationId).Refused(out _, out _)));
    }

    [Fact]
    public void About_1150_representatives_serve_with_one_head_a_station_who_is_a_district_deputy()
    {
        Assert.InRange(Data.People.Count, 1_100, 1_200);
        Assert.Equal(Data.People.Count, Data.People.Select(person => person.Id).Distinct().Count());
        Assert.Equal(Data.People.Count, Data.People.Select(person => person.OpenId).Distinct().Count());
        Assert.Equal(Data.Places.Select(place => place.Station.StationId), Data.People.Select(person => person.HeadOf).OfType<StationId>());
        Assert.All(Data.People, person => Assert.False(Draft(person).ToRepresentative(person.Id).Refused(out _, out _)));
        Assert.Contains(Data.People, person => person.StationIds.Count == 2);
        Assert.All(
            Data.People.SelectMany(person => person.StationIds).CountBy(station => station), station => Assert.InRange(station.Value, 5, 20));
    }

    [Fact]
    public void A_station_gets_about_twelve_opinions_a_quarter_some_few_and_some_many()
    {
        var counts = Data.Lives.Select(lives => lives.Count(life => Quarter.Of(life.Opinion.ReceivedAt) == Data.Quarters[0])).ToArray();
        Assert.InRange(counts.Average(), 10, 14);
        Assert.InRange(counts.Min(), 1, 5);
        Assert.InRange(counts.Max(), 36, 60);
    }

    [Fact]
    public void Every_opinion_is_a_good_body_under_a_number_of_its_own()
    {
        var options = new OpinionOptions(20, new string('x', 16));
        Assert.All(Lives.Select(life => life.Opinion), opinion => Assert.False(
            new NewOpinionBody(opinion.StationId, opinion.Content, opinion.Channel, opinion.Category, opinion.Place, opinion.SenderName, opinion.SenderPhone, null, opinion.RepresentativeId?.ToString())
                .ToDraft(An.Call(), options).Refused(out _, out _), opinion.Content));
        Assert.Equal(Lives.Count, Lives.Select(life => life.Opinion.Number).Distinct().Count());
    }

    [Fact]
    public void Hardly_two_texts_are_alike_and_none_shows_how_it_was_made()
    {
        var texts = Lives.Select(life => life.Opinion.Content).ToArray();
        Assert.True(texts.Distinct().Count() > texts.Length * 0.98, $"{texts.Distinct().Count()} of {texts.Length}");
        Assert.All(texts.Concat(Lives.Select(life => life.Opinion.Reply).OfType<string>()), text => Assert.DoesNotMatch("[{}|]|，，|。。|，。|。，", text));
    }

    [Fact]
    public void Every_life_follows_the_lifecycle_in_the_order_of_time_and_ends_before_today()
    {
        foreach (var life in Lives)
        {
            var status = OpinionStatus.Received;
            var at = life.Opinion.ReceivedAt;
            foreach (var entry in life.Steps.Select(step => step.Entry))
            {
                Assert.Equal(status, entry.From);
                Assert.Equal(OpinionActions.All.Lifecycle.After(status, entry.Action), entry.To);
                Assert.True(entry.At > at);
                (status, at) = (entry.To, entry.At);
            }

            Assert.Equal(status, life.Opinion.Status);
            Assert.True(at < StationClock.InstantOf(Today));
        }
    }

    [Fact]
    public void Every_way_an_opinion_can_end_is_there_and_most_are_closed()
    {
        var counts = Lives.CountBy(life => life.Opinion.Status).ToDictionary();
        Assert.All(
            [OpinionStatus.Received, OpinionStatus.Answered, OpinionStatus.Merged, OpinionStatus.Rejected, OpinionStatus.Withdrawn],
            status => Assert.InRange(counts[status], 20, Lives.Count / 4));
        Assert.True(counts[OpinionStatus.Closed] > Lives.Count / 2);
    }

    [Fact]
    public void A_merge_leads_to_an_opinion_of_the_station_that_was_open_then_and_is_merged_nowhere()
    {
        var numbers = Lives.ToDictionary(life => life.Opinion.Number);
        Assert.All(Lives.Where(life => life.Opinion.Status == OpinionStatus.Merged), life =>
        {
            var into = numbers[life.Opinion.MergedInto!.Value];
            Assert.Equal(life.Opinion.StationId, into.Opinion.StationId);
            Assert.True(into.IsOpenAt(life.Steps[^1].Entry.At));
            Assert.Null(into.Opinion.MergedInto);
            Assert.Equal(life.Subject, into.Subject);
        });
    }

    [Fact]
    public void The_flow_of_each_station_adds_up_over_both_quarters()
    {
        foreach (var lives in Data.Lives)
        {
            var left = lives.SelectMany(life => life.Steps).Select(step => step.Entry).Where(entry => !OpinionActions.IsOpen(entry.To)).ToArray();
            var open = 0;
            foreach (var quarter in Data.Quarters)
            {
                Assert.Equal(open, lives.Count(life => life.IsOpenAt(quarter.Start)));
                open += lives.Count(life => Quarter.Of(life.Opinion.Number.Day) == quarter) - left.Count(entry => Quarter.Of(entry.At) == quarter);
            }

            Assert.Equal(lives.Count(life => OpinionActions.IsOpen(life.Opinion.Status)), open);
        }
    }

    [Fact]
    public void Opinions_of_receptions_come_in_their_hours_and_not_where_they_were_cancelled()
    {
        var receptions = Data.Receptions.ToLookup(reception => (reception.Occasion.StationId, reception.Occasion.Date), reception => reception.Occasion);
        Assert.All(Lives.Select(life => life.Opinion).Where(opinion => opinion.Channel == "reception"), opinion =>
        {
            var reception = Assert.Single(receptions[(opinion.StationId, StationClock.DateOf(opinion.ReceivedAt))]);
            Assert.NotEqual(OccasionStatus.Cancelled, reception.Status);
            Assert.InRange(opinion.ReceivedAt, reception.Start, reception.End);
        });
        Assert.All(Data.Receptions.GroupBy(reception => reception.Planned.NominalDate).Where(day => day.Key < Today.AddDays(-5)), day =>
        {
            Assert.Single(day, reception => reception.Occasion.Status == OccasionStatus.Cancelled);
            Assert.Single(day, reception => reception.Steps.Any(step => step.Entry.Action == "move"));
            Assert.InRange(day.Count(reception => reception.Occasion.Status == OccasionStatus.Held), 150, 163);
        });
    }

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-02-20")]
    [InlineData("2026-10-07")]
    [InlineData("2026-12-20")]
    [InlineData("2027-03-31")]
    [InlineData("2031-06-30")]
    public void Any_date_gives_a_district(string date)
    {
        var data = On(DateOnly.ParseExact(date, "O"));
        Assert.All(data.Lives, lives => Assert.NotEmpty(lives));
        Assert.Equal(164, data.Lives.Count);
    }

    private static DemoData On(DateOnly today) => DemoData.Of(today, new ReceptionCalendar(new ReceptionRules(), HolidayCalendar.Official), HolidayCalendar.Official);

    private static string Print(DemoData data) => string.Join('\n', [
        .. data.Places.Select(place => System.Text.Json.JsonSerializer.Serialize(place.Station, Json.Options)),
        .. data.People.Select(person => System.Text.Json.JsonSerializer.Serialize(person, Json.Options)),
        .. data.Receptions.SelectMany(reception => reception.Steps).Select(step => step.ToString()),
        .. data.Notices.Select(notice => notice.ToString()),
        .. data.Lives.SelectMany(lives => lives).SelectMany(life => life.Steps).Select(step => step.ToString())]);

    private static StationDraft Draft(Station station) =>
        new(station.Name, station.Kind, station.Street, null, station.Village, station.Address, station.Hours, station.Staff);

    private static RepresentativeDraft Draft(Representative person) => new(
        person.Name, person.Roles, null, [.. person.StationIds.Select(id => id.ToString())], person.HeadOf?.ToString(), person.OpenId, person.WeComUserId, person.Phone);
}
