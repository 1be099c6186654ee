using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReceptionDaysTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);
    private static readonly DateOnly Day = new(2026, 12, 20);
    private static readonly Dictionary<StationId, StationOpening> Open = new[] { "a1", "b2", "c3" }.ToDictionary(An.Id, _ => new StationOpening());

    /// <summary>The stations a person belongs to in order, a star before the one they head; what became of receptions.</summary>
    [Theory]
    [InlineData("a1", "", "a1")]
    [InlineData("a1 b2 c3", "", "a1")]
    [InlineData("a1 b2 *c3", "", "c3")]
    [InlineData("a1 b2 c3", "a1 cancelled", "b2")]
    [InlineData("a1 b2 c3", "a1 moved b2 held", "c3")]
    [InlineData("a1 *b2", "b2 moved", "a1")]
    [InlineData("a1 b2", "a1 moved b2 cancelled", null)]
    [InlineData("", "", null)]
    public void One_station_reminds_a_person_of_a_date(string stations, string decided, string? teller)
    {
        var names = stations.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var head = names.FirstOrDefault(name => name[0] == '*')?[1..];
        var person = new Representative(An.Person("r001"), "甲", [RepresentativeRole.DistrictDeputy], [.. names.Select(name => An.Id(name.TrimStart('*')))])
            { HeadOf = head is null ? null : An.Id(head) };
        var days = Days([.. decided.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).Select(pair => Decided(pair[0], pair[1]))]);
        Assert.Equal(teller, days.TellerOf(person, Day)?.ToString());
    }

    [Fact]
    public void Receptions_that_were_moved_to_the_same_date_are_reminded_of_by_one_station()
    {
        var person = new Representative(An.Person("r001"), "甲", [RepresentativeRole.Deliberation], [An.Id("a1"), An.Id("b2")]);
        Assert.Equal("a1", Days(Decided("a1", "moved"), Decided("b2", "moved")).TellerOf(person, Day.AddDays(5))?.ToString());
    }

    [Fact]
    public void A_station_has_a_reception_as_staff_decided_or_as_the_calendar_has_it()
    {
        Assert.Equal(Day.AddDays(5), Days(Decided("a1", "moved")).Of(An.Id("a1"))!.Date);
        Assert.Equal(Day, Days(Decided("a1", "moved")).Of(An.Id("b2"))!.Date);
        Assert.Null(new ReceptionDays(Calendar, new DateOnly(2026, 11, 20), new Dictionary<OccasionKey, Occasion>(), Open).Of(An.Id("a1")));
    }

    [Fact]
    public void A_station_that_does_not_work_reminds_nobody_of_what_staff_did_not_decide()
    {
        var person = new Representative(An.Person("r001"), "甲", [RepresentativeRole.Deliberation], [An.Id("a1"), An.Id("b2")]);
        var openings = new Dictionary<StationId, StationOpening>(Open) { [An.Id("a1")] = new(StationStatus.Suspended) };
        Assert.Equal("b2", new ReceptionDays(Calendar, Day, new Dictionary<OccasionKey, Occasion>(), openings).TellerOf(person, Day)?.ToString());
        Assert.Equal("b2", (Days() with { Openings = new Dictionary<StationId, StationOpening> { [An.Id("b2")] = new() } }).TellerOf(person, Day)?.ToString());
        Assert.Equal("a1", (Days(Decided("a1", "moved")) with { Openings = openings }).TellerOf(person, Day.AddDays(5))?.ToString());
    }

    private static ReceptionDays Days(params Occasion[] decided) => new(Calendar, Day, decided.ToDictionary(occasion => occasion.Id), Open);

    private static Occasion Decided(string station, string what)
    {
        var planned = Occasion.Of(Calendar.OnNominalDate(Day)!, An.Id(station), Calendar.Rules);
        return what == "moved" ? planned with { Start = planned.Start.AddDays(5) } : planned with { Status = Enum.Parse<OccasionStatus>(what, true) };
    }
}
