using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Occasions;

public sealed class OccasionCommandTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    private static readonly Occasion Planned = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2026, 12, 20))!, "na017", Calendar.Rules);

    private static readonly DateOnly Day = new(2026, 12, 20);

    [Theory]
    [InlineData(OccasionStatus.Planned, OccasionAction.Move, OccasionStatus.Planned)]
    [InlineData(OccasionStatus.Planned, OccasionAction.Cancel, OccasionStatus.Cancelled)]
    [InlineData(OccasionStatus.Planned, OccasionAction.Hold, OccasionStatus.Held)]
    [InlineData(OccasionStatus.Held, OccasionAction.Move, null)]
    [InlineData(OccasionStatus.Held, OccasionAction.Cancel, null)]
    [InlineData(OccasionStatus.Held, OccasionAction.Hold, null)]
    [InlineData(OccasionStatus.Cancelled, OccasionAction.Move, null)]
    [InlineData(OccasionStatus.Cancelled, OccasionAction.Cancel, null)]
    [InlineData(OccasionStatus.Cancelled, OccasionAction.Hold, null)]
    public void Only_what_is_planned_can_be_moved_cancelled_or_held(OccasionStatus from, OccasionAction action, OccasionStatus? to)
    {
        var refused = Some(action).Decide(Planned with { Status = from }, Day).Refused(out var refusal, out var decided);
        Assert.Equal(to is null ? "moveNotAllowed" : null, refusal?.Code);
        Assert.Equal(to, refused ? null : decided!.Status);
    }

    [Fact]
    public void A_move_keeps_the_hours_the_name_and_the_date_by_rule()
    {
        var moved = Good(new MoveOccasion(new DateOnly(2027, 1, 5), "礼堂维修"));
        Assert.Equal(("reception-20261220-na017", new DateOnly(2026, 12, 20), new DateOnly(2027, 1, 5)), (moved.Key, moved.NominalDate, moved.Date));
        Assert.Equal("2027-01-05T09:00:00+08:00", moved.Start.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal("2027-01-05T11:30:00+08:00", moved.End.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal("礼堂维修", moved.ShiftReason);
    }

    [Theory]
    [InlineData(-63, false)]
    [InlineData(-62, true)]
    [InlineData(-1, true)]
    [InlineData(0, false)] // it is there already
    [InlineData(1, true)]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public void A_move_stays_within_reach_of_the_date_by_rule(int days, bool allowed) =>
        Assert.Equal(allowed ? [] : ["date"], Blames(new MoveOccasion(Day.AddDays(days), "停电")));

    [Fact]
    public void Reach_is_counted_from_the_date_by_rule_and_not_from_the_last_move()
    {
        var moved = Good(new MoveOccasion(Day.AddDays(60), "停电"));
        Assert.True(new MoveOccasion(Day.AddDays(65), "停电").Decide(moved, Day).Refused(out _, out _));
        Assert.False(new MoveOccasion(Day, "恢复").Decide(moved, Day).Refused(out _, out var back));
        Assert.Equal(Day, back!.Date);
    }

    [Fact]
    public void A_move_needs_a_date_and_a_reason() => Assert.Equal(["date", "reason"], Blames(new MoveOccasion(null, null)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("停\u0007电")]
    public void A_cancellation_needs_a_reason(string? reason) => Assert.Equal(["reason"], Blames(new CancelOccasion(reason)));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_reason_has_at_most_200_characters(int length, bool allowed) =>
        Assert.Equal(allowed ? [] : ["reason"], Blames(new CancelOccasion(new string('因', length))));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Visitors_are_counted_from_none_to_ten_thousand(int visitors, bool allowed) =>
        Assert.Equal(allowed ? [] : ["visitors"], Blames(new HoldOccasion(visitors)));

    [Theory]
    [InlineData("2026-12-19", false)]
    [InlineData("2026-12-20", true)]
    [InlineData("2027-03-01", true)]
    public void Nothing_was_held_before_its_date(string today, bool allowed)
    {
        Assert.Equal(!allowed, new HoldOccasion(3, "顺利").Decide(Planned, DateOnly.Parse(today)).Refused(out var refusal, out _));
        Assert.Equal(allowed ? null : "moveNotAllowed", refusal?.Code);
    }

    [Fact]
    public void A_decision_ends_the_doubt_of_the_calendar()
    {
        var doubtful = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2027, 2, 20))!, "na017", Calendar.Rules);
        Assert.False(new MoveOccasion(new DateOnly(2027, 2, 23), "春节").Decide(doubtful, Day).Refused(out _, out var decided));
        Assert.Null(decided!.Warning);
    }

    private static OccasionCommand Some(OccasionAction action) => action switch
    {
        OccasionAction.Move => new MoveOccasion(Day.AddDays(1), "停电"),
        OccasionAction.Cancel => new CancelOccasion("停电"),
        _ => new HoldOccasion(),
    };

    private static Occasion Good(OccasionCommand command) =>
        command.Decide(Planned, Day).Refused(out var refusal, out var decided) ? throw new Xunit.Sdk.XunitException(refusal.Code) : decided;

    private static string[] Blames(OccasionCommand command) => command.Decide(Planned, Day).Refused(out var refusal, out _) ? [.. refusal.Errors!.Keys] : [];
}
