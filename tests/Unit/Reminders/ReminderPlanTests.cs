using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Stations;
using Serverless.Tests.Kit;
using Serverless.Tests.Unit.Notices;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderPlanTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);
    private static readonly int[] Offsets = [-7, -1, 0];
    private static readonly Station[] Stations =
        [new(An.Id("na001"), "南坪站", StationKind.Station, "南坪街道"), new(An.Id("na017"), "花园路站", StationKind.Station, "花园路街道")];

    [Theory]
    [InlineData("2026-12-13", -7)]
    [InlineData("2026-12-19", -1)]
    [InlineData("2026-12-20", 0)]
    [InlineData("2026-02-17", -7, "2026-02-24")]
    [InlineData("2026-02-23", -1, "2026-02-24")]
    [InlineData("2026-02-24", 0, "2026-02-24")]
    [InlineData("2026-06-15", -7, "2026-06-22")]
    public void A_reception_is_due_a_week_ahead_a_day_ahead_and_on_the_day_it_really_takes_place(string today, int offset, string date = "2026-12-20")
    {
        var due = Assert.Single(ReminderPlan.Due(DateOnly.Parse(today), Offsets, Calendar, []));
        Assert.Equal((DateOnly.Parse(date), offset, null), (due.Date, due.OffsetDays, due.StationId));
        Assert.Equal(20, due.NominalDate.Day);
    }

    [Theory]
    [InlineData("2026-12-12")]
    [InlineData("2026-12-14")]
    [InlineData("2026-12-18")]
    [InlineData("2026-12-21")]
    [InlineData("2026-11-20")]
    [InlineData("2026-02-13")]
    [InlineData("2026-02-19")]
    [InlineData("2026-02-20")]
    public void On_other_days_nothing_is_due(string today) => Assert.Empty(ReminderPlan.Due(DateOnly.Parse(today), Offsets, Calendar, []));

    [Fact]
    public void Every_reception_of_three_years_is_due_exactly_three_times()
    {
        var days = Enumerable.Range(0, 3 * 365 + 31).Select(new DateOnly(2024, 1, 1).AddDays);
        var due = days.SelectMany(day => ReminderPlan.Due(day, Offsets, Calendar, [])).GroupBy(one => one.NominalDate).ToList();
        Assert.Equal(18, due.Count);
        Assert.All(due, one => Assert.Equal(Offsets, one.Select(reception => reception.OffsetDays)));
    }

    [Fact]
    public void A_moved_reception_is_due_for_its_station_alone_relative_to_its_new_date()
    {
        var moved = Decided("na017", new DateOnly(2026, 12, 25));
        var due = Assert.Single(ReminderPlan.Due(new DateOnly(2026, 12, 18), Offsets, Calendar, [moved]));
        Assert.Equal(new DueReception(new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 25), -7, An.Id("na017")), due);
        Assert.Equal(Some.Reception, Assert.Single(ReminderPlan.Orders([due], Stations, false)).Occasion);
    }

    [Fact]
    public void A_reception_about_which_only_a_note_was_taken_is_not_ordered_twice() =>
        Assert.Single(ReminderPlan.Due(new DateOnly(2026, 12, 20), Offsets, Calendar, [Decided("na017", new DateOnly(2026, 12, 20))]));

    [Theory]
    [InlineData(OccasionStatus.Cancelled)]
    [InlineData(OccasionStatus.Held)]
    public void A_moved_reception_that_was_cancelled_or_held_is_not_due(OccasionStatus status) => Assert.Empty(
        ReminderPlan.Due(new DateOnly(2026, 12, 24), Offsets, Calendar, [Decided("na017", new DateOnly(2026, 12, 25)) with { Status = status }]));

    [Fact]
    public void Every_station_gets_one_order_for_what_is_due_everywhere()
    {
        var orders = ReminderPlan.Orders(ReminderPlan.Due(new DateOnly(2026, 12, 19), Offsets, Calendar, []), Stations, true).ToList();
        Assert.Equal(["na001", "na017"], orders.Select(order => order.Occasion.StationId.ToString()));
        Assert.All(orders, order => Assert.True(order.Again));
        Assert.Equal("花园路站", orders[1].StationName);
    }

    [Fact]
    public void A_station_is_not_reminded_of_what_it_does_not_owe()
    {
        var (fresh, closing) = (Stations[0] with { OpenedOn = new DateOnly(2026, 12, 21) }, Stations[1] with { ClosedOn = new DateOnly(2026, 12, 22) });
        Assert.Equal(["na017"], Orders(ReminderPlan.Due(new DateOnly(2026, 12, 19), Offsets, Calendar, [])));
        Assert.Empty(Orders(ReminderPlan.Due(new DateOnly(2026, 12, 24), Offsets, Calendar, [Decided("na017", new DateOnly(2026, 12, 25))])));
        IEnumerable<string> Orders(IReadOnlyList<DueReception> due) => ReminderPlan.Orders(due, [fresh, closing], false).Select(order => order.Occasion.StationId.ToString());
    }

    public static TheoryData<Occasion?, string?> Standing() => new()
    {
        { Decided("na017", new DateOnly(2026, 12, 20)), null },
        { null, "occasionCancelled" },
        { Decided("na017", new DateOnly(2026, 12, 20)) with { Status = OccasionStatus.Cancelled }, "occasionCancelled" },
        { Decided("na017", new DateOnly(2026, 12, 20)) with { Status = OccasionStatus.Held }, "expired" },
        { Decided("na017", new DateOnly(2026, 12, 25)), "occasionMoved" },
    };

    [Theory]
    [MemberData(nameof(Standing))]
    public void An_order_is_served_only_while_its_reception_stands_on_the_date_it_was_made_for(Occasion? occasion, string? code) =>
        Assert.Equal(code, ReminderPlan.Hindrance(Order(-7), occasion, Offsets, new DateOnly(2026, 12, 13))?.Code);

    [Theory]
    [InlineData(-7, "2026-12-13", false)]
    [InlineData(-7, "2026-12-18", false)]
    [InlineData(-7, "2026-12-19", true)]
    [InlineData(-1, "2026-12-19", false)]
    [InlineData(-1, "2026-12-20", true)]
    [InlineData(0, "2026-12-20", false)]
    [InlineData(0, "2026-12-21", false)]
    public void An_order_gives_way_to_a_nearer_one_as_soon_as_that_is_due(int offset, string today, bool gives) =>
        Assert.Equal(gives ? "superseded" : null, ReminderPlan.Hindrance(Order(offset), Decided("na017", new DateOnly(2026, 12, 20)), Offsets, DateOnly.Parse(today))?.Code);

    [Fact]
    public void The_nearest_is_counted_from_the_date_it_takes_place_by_now()
    {
        var order = Order(-7) with { Date = new DateOnly(2026, 12, 25) };
        Assert.Null(ReminderPlan.Hindrance(order, Decided("na017", order.Date), Offsets, new DateOnly(2026, 12, 23)));
        Assert.Equal("superseded", ReminderPlan.Hindrance(order, Decided("na017", order.Date), Offsets, new DateOnly(2026, 12, 24))?.Code);
    }

    [Fact]
    public void Each_date_of_a_reception_has_a_round_of_its_own()
    {
        Assert.Equal("reception-20261220-na017.D7", $"{Order(-7).Round}");
        Assert.Equal("reception-20261220-na017.D7on20261225", $"{(Order(-7) with { Date = new DateOnly(2026, 12, 25) }).Round}");
    }

    private static ReminderOrder Order(int offset) => new(Some.Reception, "花园路站", new DateOnly(2026, 12, 20), offset, false);

    private static Occasion Decided(string stationId, DateOnly date) => new(
        new OccasionKey(OccasionKind.Reception, new DateOnly(2026, 12, 20), An.Id(stationId)),
        StationClock.InstantOf(date, new TimeOnly(9, 0)), StationClock.InstantOf(date, new TimeOnly(11, 30)));
}
