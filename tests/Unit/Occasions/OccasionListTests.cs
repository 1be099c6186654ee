using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Occasions;

public sealed class OccasionListTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    [Fact]
    public void All_stations_receive_on_the_days_of_the_calendar() =>
        Assert.Equal(
            ["reception-20261020-na01", "reception-20261020-na02", "reception-20261220-na01", "reception-20261220-na02"],
            Keys("2026-10-01", "2026-12-31"));

    [Theory]
    [InlineData("2026-02-20", "2026-02-23", "")]
    [InlineData("2026-02-24", "2026-02-24", "reception-20260220-na01 reception-20260220-na02")]
    public void A_period_holds_what_takes_place_in_it_and_not_what_should_have(string from, string to, string keys) =>
        Assert.Equal(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries), Keys(from, to));

    [Fact]
    public void What_was_moved_is_where_it_was_moved_to()
    {
        var moved = Moved("na01", new DateOnly(2026, 12, 20), new DateOnly(2027, 1, 5));
        Assert.Equal(["reception-20261220-na02"], Keys("2026-12-01", "2026-12-31", moved));
        Assert.Equal(["reception-20261220-na01"], Keys("2027-01-01", "2027-01-31", moved));
    }

    [Fact]
    public void What_was_cancelled_is_listed_as_cancelled()
    {
        var planned = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2026, 12, 20))!, An.Id("na01"), Calendar.Rules);
        Assert.False(new Wish<Occasion, OccasionStatus>(Cancel.Entry, new Cancel("停电")).Apply(planned, An.Call(StationClock.InstantOf(planned.Date), An.Clerk)).Refused(out _, out var cancelled));
        var list = List("2026-12-20", "2026-12-20", cancelled!).ToArray();
        Assert.Equal([OccasionStatus.Cancelled, OccasionStatus.Planned], list.Select(occasion => occasion.Status));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(1000)]
    public void Pages_put_together_are_the_list(int top)
    {
        var all = List("2026-01-01", "2026-12-31").ToArray();
        var seen = new List<string>();
        var page = new PageRequest(top, null);
        do
        {
            Assert.False(OccasionList.Cut(all, page).Refused(out _, out var part));
            Assert.InRange(part!.Items.Count, 1, top);
            seen.AddRange(part.Items.Select(occasion => occasion.Key));
            if (part.Continuation is null) break;
            Assert.False(PageRequest.Parse($"{top}", part.Continuation).Refused(out _, out page));
        }
        while (page is not null);

        Assert.Equal(all.Select(occasion => occasion.Key), seen);
    }

    [Fact]
    public void A_continuation_of_another_list_is_refused()
    {
        Assert.True(OccasionList.Cut([], new PageRequest(1, "1!8!c3RhdGlvbnM- 1!8!bmEwMTc-")).Refused(out var refusal, out _));
        Assert.Equal("queryInvalid", refusal.Code);
    }

    [Theory]
    [InlineData(null, null, "2026-10-01", "2026-12-31")]
    [InlineData("2026-02-03", null, "2026-02-03", "2026-03-31")]
    [InlineData(null, "2026-05-03", "2026-04-01", "2026-05-03")]
    [InlineData("2026-01-01", "2026-12-31", "2026-01-01", "2026-12-31")]
    [InlineData("2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01")]
    public void A_period_that_is_not_given_is_the_quarter(string? from, string? to, string first, string last)
    {
        Assert.False(Query(from, to).Refused(out _, out var query));
        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(last)), (query!.From, query.To));
    }

    [Theory]
    [InlineData("2026-12-31", "2026-12-30")]
    [InlineData("2025-01-01", "2026-12-31")]
    public void A_period_that_runs_backwards_or_on_and_on_is_refused(string from, string to)
    {
        Assert.True(Query(from, to).Refused(out var refusal, out _));
        Assert.Equal("queryInvalid", refusal.Code);
    }

    private static Outcome<OccasionQuery> Query(string? from, string? to) => OccasionQuery.Of(
        from is null ? null : DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to), null, null, new DateOnly(2026, 11, 22));

    private static Occasion Moved(string stationId, DateOnly nominal, DateOnly date)
    {
        var planned = Occasion.Of(Calendar.OnNominalDate(nominal)!, An.Id(stationId), Calendar.Rules);
        Assert.False(new Wish<Occasion, OccasionStatus>(Serverless.Occasions.Move.Entry, new Move(date, "停电")).Apply(planned, An.Call(StationClock.InstantOf(nominal), An.Clerk)).Refused(out _, out var moved));
        return moved!;
    }

    private static IEnumerable<string> Keys(string from, string to, params Occasion[] decided) => List(from, to, decided).Select(occasion => occasion.Key);

    [Fact]
    public void What_a_station_does_not_owe_is_left_out_unless_staff_decided_it()
    {
        var stations = new OrderedDictionary<StationId, StationOpening> { [An.Id("na01")] = new(OpenedOn: new DateOnly(2026, 11, 1)), [An.Id("na02")] = new(StationStatus.Suspended) };
        IEnumerable<string> Keys(params Occasion[] decided) =>
            OccasionList.Receptions(Calendar, stations, decided.ToDictionary(occasion => occasion.Id), new(2026, 7, 1), new(2026, 12, 31)).Select(occasion => occasion.Key);
        Assert.Equal(["reception-20261220-na01"], Keys());
        Assert.Equal(["reception-20261020-na02", "reception-20261220-na01"], Keys(Moved("na02", new DateOnly(2026, 10, 20), new DateOnly(2026, 10, 22))));
    }

    private static IEnumerable<Occasion> List(string from, string to, params Occasion[] decided) => OccasionList.Receptions(
        Calendar, new OrderedDictionary<StationId, StationOpening> { [An.Id("na01")] = new(), [An.Id("na02")] = new() }, decided.ToDictionary(occasion => occasion.Id), DateOnly.Parse(from), DateOnly.Parse(to));
}
