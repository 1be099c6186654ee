using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Occasions;

public sealed class OccasionActionsTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    private static readonly Occasion Planned = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2026, 12, 20))!, An.Id("na017"), Calendar.Rules);

    private static readonly DateOnly Day = new(2026, 12, 20);

    [Theory]
    [InlineData(OccasionStatus.Planned, "move", OccasionStatus.Planned)]
    [InlineData(OccasionStatus.Planned, "cancel", OccasionStatus.Cancelled)]
    [InlineData(OccasionStatus.Planned, "hold", OccasionStatus.Held)]
    [InlineData(OccasionStatus.Planned, "correct", OccasionStatus.Planned)]
    [InlineData(OccasionStatus.Held, "correct", OccasionStatus.Planned)]
    [InlineData(OccasionStatus.Cancelled, "correct", OccasionStatus.Planned)]
    [InlineData(OccasionStatus.Held, "move", null)]
    [InlineData(OccasionStatus.Held, "cancel", null)]
    [InlineData(OccasionStatus.Held, "hold", null)]
    [InlineData(OccasionStatus.Cancelled, "move", null)]
    [InlineData(OccasionStatus.Cancelled, "cancel", null)]
    [InlineData(OccasionStatus.Cancelled, "hold", null)]
    public void Only_what_is_planned_can_be_moved_cancelled_or_held_and_whatever_was_decided_can_be_corrected(OccasionStatus from, string action, OccasionStatus? to)
    {
        var refused = Apply(Some(action), Planned with { Status = from, Version = 1, Before = Planned }, Day).Refused(out var refusal, out var decided);
        Assert.Equal(to is null ? "moveNotAllowed" : null, refusal?.Code);
        Assert.Equal(to, refused ? null : decided!.Status);
    }

    [Fact]
    public void A_move_keeps_the_hours_the_name_and_the_date_by_rule()
    {
        var moved = Good(new Move(new DateOnly(2027, 1, 5), "礼堂维修"));
        Assert.Equal(("reception-20261220-na017", new DateOnly(2026, 12, 20), new DateOnly(2027, 1, 5)), (moved.Key, moved.NominalDate, moved.Date));
        Assert.Equal("2027-01-05T09:00:00+08:00", moved.Start.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal("2027-01-05T11:30:00+08:00", moved.End.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal("礼堂维修", moved.ShiftReason);
    }

    [Fact]
    public void The_matrix_has_every_status_with_every_action() => Assert.Equal(
        Enum.GetValues<OccasionStatus>().Length * OccasionActions.All.All.Count,
        typeof(OccasionActionsTests).GetMethod(nameof(Only_what_is_planned_can_be_moved_cancelled_or_held_and_whatever_was_decided_can_be_corrected))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Length);

    [Fact]
    public void A_correction_brings_back_what_was_before_one_version_on_and_the_calendars_doubt_with_it()
    {
        var doubtful = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2027, 2, 20))!, An.Id("na017"), Calendar.Rules);
        var moved = Good(new Move(new DateOnly(2027, 2, 23), "春节"), doubtful);
        Assert.Equal(doubtful with { Version = 2 }, Good(new Restore("点错了"), moved));
        var cancelled = Good(new Cancel("停电"), moved);
        Assert.Equal(moved with { Version = 3, Before = null }, Good(new Restore("来电了"), cancelled));
    }

    [Fact]
    public void A_correction_is_not_corrected_and_does_not_reach_what_was_decided_before()
    {
        var corrected = Good(new Restore("来电了"), Good(new Cancel("停电"), Good(new Move(Day.AddDays(2), "停电"))));
        Assert.True(Apply(new Restore("再来"), corrected, Day).Refused(out var refusal, out _));
        Assert.Equal("nothingToCorrect", refusal.Code);
        Assert.Contains("已经更正", refusal.Detail);
        Assert.False(Apply(new Restore("又改"), Good(new Cancel("停水"), corrected), Day).Refused(out _, out _));
    }

    [Fact]
    public void What_nobody_decided_is_not_corrected()
    {
        Assert.True(Apply(new Restore("点错了"), Planned, Day).Refused(out var refusal, out _));
        Assert.Equal("nothingToCorrect", refusal.Code);
        Assert.Contains("还没有", refusal.Detail);
    }

    [Fact]
    public void A_correction_needs_a_reason() => Assert.Equal(["reason"], Blames(new Restore(null)));

    [Theory]
    [InlineData("2026-12-18", "2026-12-17", false)]
    [InlineData("2026-12-18", "2026-12-18", true)]
    [InlineData("2026-12-18", "2026-12-19", true)]
    [InlineData("2027-01-02", "2026-12-31", false)]
    public void Nothing_is_moved_into_the_past(string today, string date, bool allowed)
    {
        Assert.Equal(!allowed, Apply(new Move(DateOnly.Parse(date), "停电"), Planned, DateOnly.Parse(today)).Refused(out var refusal, out _));
        Assert.Equal(allowed ? null : "moveNotAllowed", refusal?.Code);
        Assert.Equal(!allowed, refusal?.Detail.Contains(today) == true);
    }

    public static TheoryData<Occasion, Occasion, bool> News() => new()
    {
        { Planned, Good(new Move(Day.AddDays(2), "停电")), true },
        { Planned, Good(new Cancel("停电")), true },
        { Planned, Good(new Hold(3)), false },
        { Good(new Cancel("停电")), Planned, true },
        { Good(new Hold(3)), Planned, false },
    };

    [Theory]
    [MemberData(nameof(News))]
    public void What_changes_the_day_is_news_and_a_note_is_none(Occasion before, Occasion after, bool news) => Assert.Equal(news, OccasionNews.Is(before, after));

    [Theory]
    [InlineData(-63, false)]
    [InlineData(-62, true)]
    [InlineData(-1, true)]
    [InlineData(0, false)] // it is there already
    [InlineData(1, true)]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public void A_move_stays_within_reach_of_the_date_by_rule(int days, bool allowed) =>
        Assert.Equal(allowed ? [] : ["date"], Blames(new Move(Day.AddDays(days), "停电"), Day.AddDays(-100)));

    [Fact]
    public void Reach_is_counted_from_the_date_by_rule_and_not_from_the_last_move()
    {
        var moved = Good(new Move(Day.AddDays(60), "停电"));
        Assert.True(Apply(new Move(Day.AddDays(65), "停电"), moved, Day).Refused(out _, out _));
        Assert.False(Apply(new Move(Day, "恢复"), moved, Day).Refused(out _, out var back));
        Assert.Equal(Day, back!.Date);
    }

    [Fact]
    public void A_move_needs_a_date_and_a_reason() => Assert.Equal(["date", "reason"], Blames(new Move(null, null)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("停\u0007电")]
    public void A_cancellation_needs_a_reason(string? reason) => Assert.Equal(["reason"], Blames(new Cancel(reason)));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_reason_has_at_most_200_characters(int length, bool allowed) =>
        Assert.Equal(allowed ? [] : ["reason"], Blames(new Cancel(new string('因', length))));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Visitors_are_counted_from_none_to_ten_thousand(int visitors, bool allowed) =>
        Assert.Equal(allowed ? [] : ["visitors"], Blames(new Hold(visitors)));

    [Theory]
    [InlineData("2026-12-19", false)]
    [InlineData("2026-12-20", true)]
    [InlineData("2027-03-01", true)]
    public void Nothing_was_held_before_its_date(string today, bool allowed)
    {
        Assert.Equal(!allowed, Apply(new Hold(3, "顺利"), Planned, DateOnly.Parse(today)).Refused(out var refusal, out _));
        Assert.Equal(allowed ? null : "moveNotAllowed", refusal?.Code);
    }

    [Fact]
    public void A_decision_ends_the_doubt_of_the_calendar()
    {
        var doubtful = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2027, 2, 20))!, An.Id("na017"), Calendar.Rules);
        Assert.False(Apply(new Move(new DateOnly(2027, 2, 23), "春节"), doubtful, Day).Refused(out _, out var decided));
        Assert.Null(decided!.Warning);
    }

    [Fact]
    public void The_journal_says_who_did_what_and_which_dates_it_had()
    {
        Assert.False(OccasionActions.All.Read("move", """{"date":"2027-01-05","reason":"礼堂维修"}"""u8).Refused(out _, out var wish));
        var call = An.Call(At(Day), An.Clerk);
        Assert.False(wish!.Apply(Planned, call).Refused(out _, out var moved));
        Assert.Equal(new OccasionJournal(call.Now, "member:clerk", "move", Day, new DateOnly(2027, 1, 5), OccasionStatus.Planned, "礼堂维修"), OccasionJournal.Of(wish, Planned, moved!, call));
        Assert.Equal(("W/\"0\"", "W/\"1\""), (Planned.Tag.ToString(), moved!.Tag.ToString()));
    }

    private static IAction<Occasion> Some(string action) => action switch
    {
        "move" => new Move(Day.AddDays(1), "停电"),
        "cancel" => new Cancel("停电"),
        "correct" => new Restore("点错了"),
        _ => new Hold(),
    };

    private static DateTimeOffset At(DateOnly day) => StationClock.InstantOf(day, new TimeOnly(12, 0));

    private static Outcome<Occasion> Apply(IAction<Occasion> body, Occasion occasion, DateOnly today) =>
        new Wish<Occasion, OccasionStatus>(OccasionActions.All.All.Single(entry => entry.Body == body.GetType()), body).Apply(occasion, An.Call(At(today), An.Clerk));

    private static Occasion Good(IAction<Occasion> body, Occasion? occasion = null) => Apply(body, occasion ?? Planned, Day).Refused(out var refusal, out var decided) ? throw new Xunit.Sdk.XunitException(refusal.Code) : decided;

    private static string[] Blames(IAction<Occasion> body, DateOnly? today = null) => Apply(body, Planned, today ?? Day).Refused(out var refusal, out _) ? [.. refusal.Errors!.Keys] : [];
}
