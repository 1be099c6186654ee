using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Tests.Kit;
using Serverless.Tests.Unit.Notices;

namespace Serverless.Tests.Unit.Reminders;

public sealed class NewsPlanTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);
    private static readonly Occasion Planned = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2026, 12, 20))!, An.Id("na017"), Calendar.Rules);

    /// <summary>
    /// What a person had, in order: the step, and <c>+</c> for sent, <c>?</c> for nobody knows, <c>-</c> for failed, <c>~</c> for
    /// waiting after a failed try; the date since the fifth version, <c>off</c> when cancelled; the date they have in mind when
    /// they are to be told.
    /// </summary>
    [Theory]
    [InlineData("", "25", null)]
    [InlineData("D7+", "25", "20")]
    [InlineData("D7+ D1+", "off", "20")]
    [InlineData("D7-", "25", null)]
    [InlineData("D7~", "25", null)]
    [InlineData("D7?", "25", "20")]
    [InlineData("D7+", "20", null)]
    [InlineData("D7+ V2on20261225+", "25", null)]
    [InlineData("D7+ V2on20261225+", "27", "25")]
    [InlineData("D7+ V2on20261225+", "20", "25")]
    [InlineData("D7+ V2on20261225-", "20", null)]
    [InlineData("D7+ V2on20261225?", "20", "25")]
    [InlineData("D7+ V2on20261225?", "25", "20")]
    [InlineData("D7+ V2on20261225? V3off+", "25", "off")]
    [InlineData("D7+ V2off+", "20", "off")]
    [InlineData("D7+ V2off+", "off", null)]
    [InlineData("D7+ V2off? V3on20261220?", "20", "off")]
    [InlineData("D7+ D7on20261225+", "25", null)]
    [InlineData("D7+ D7on20261225+", "20", "25")]
    [InlineData("D7+ V5on20261225+", "25", null)]
    [InlineData("D7+ V5on20261225?", "25", "20")]
    [InlineData("D7+ V5on20261225~", "25", "20")]
    public void A_person_is_told_when_what_they_heard_or_may_have_heard_last_does_not_hold(string had, string stands, string? told)
    {
        var occasion = Stands(stands);
        var notices = had.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) => Had(text[..^1], text[^1], i)).Reverse();
        var result = NewsPlan.ToTell(Round(occasion), occasion, notices);
        Assert.Equal(told is null ? [] : [An.Person("r001")], result.Keys);
        if (told is not null) Assert.Equal(told == "off" ? null : new DateOnly(2026, 12, int.Parse(told)), result[An.Person("r001")]);
    }

    [Fact]
    public void Everybody_is_looked_at_for_themselves()
    {
        Notice[] notices = [Had("D7", '+', 0), Had("D7", '+', 0) with { RecipientId = An.Person("r002") }, Had("V2on20261225", '+', 1) with { RecipientId = An.Person("r002") }];
        Assert.Equal([An.Person("r001")], NewsPlan.ToTell(Round(Stands("25")), Stands("25"), notices).Keys);
    }

    [Theory]
    [InlineData("D7~", "25", true)]
    [InlineData("D7~", "20", false)]
    [InlineData("D7on20261225~", "25", false)]
    [InlineData("D7on20261225~", "off", true)]
    [InlineData("V2on20261225~", "27", true)]
    [InlineData("V2on20261225~", "25", true)]
    [InlineData("V5on20261225~", "25", false)]
    [InlineData("D7+", "25", false)]
    [InlineData("D7-", "25", false)]
    [InlineData("D7!", "25", false)]
    public void What_waits_and_does_not_hold_any_more_is_outdated(string had, string stands, bool outdated)
    {
        var rows = new[] { new Tagged<Notice>(Had(had[..^1], had[^1], 0), new("1")) };
        Assert.Equal(outdated, NewsPlan.Outdated(Round(Stands(stands)), Stands(stands), rows, Some.Morning.AddMinutes(1)).Any());
    }

    [Theory]
    [InlineData("25", "20", "2026-12-25")]
    [InlineData("16", "20", "2026-12-20")]
    [InlineData("off", "20", "2026-12-20")]
    [InlineData("20", null, "2026-12-20")]
    public void There_is_something_to_tell_until_the_last_date_somebody_has_in_mind(string stands, string? told, string date) =>
        Assert.Equal(StationClock.InstantOf(DateOnly.Parse(date), new TimeOnly(11, 30)), NewsPlan.End(Stands(stands), [told is null ? null : new DateOnly(2026, 12, int.Parse(told))]));

    [Fact]
    public void Nobody_is_told_before_the_old_date_can_be_sent_no_more() =>
        Assert.True(OccasionNews.Pause >= DecidedCache.Age + TimeSpan.FromSeconds(15));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"occasion":"reception-20261220-NA017"}""")]
    public void What_names_no_occasion_is_no_hint(string body) => Assert.Null(TellNewsQueue.Read(body));

    [Fact]
    public void A_hint_names_an_occasion() => Assert.Equal(Some.Reception, TellNewsQueue.Read("""{"occasion":"reception-20261220-na017"}"""));

    private static NoticeRound Round(Occasion occasion) => NewsPlan.Round(new OccasionNews(occasion.Id, 5, Some.Morning, new("1")), occasion);

    private static Occasion Stands(string day)
    {
        if (day == "off") return Planned with { Status = OccasionStatus.Cancelled };
        var days = int.Parse(day) - 20;
        return Planned with { Start = Planned.Start.AddDays(days), End = Planned.End.AddDays(days) };
    }

    private static Notice Had(string step, char fate, int minute)
    {
        var notice = Some.Notice() with { Step = Identifier.Read<NoticeStep>(step), PlannedAt = Some.Morning.AddMinutes(minute) };
        return fate switch
        {
            '+' => notice.Accept("1", Some.Morning.AddMinutes(minute)),
            '-' => notice.Refuse(Some.Busy),
            '~' => notice with { Attempts = 1, Failure = Some.Busy, NextAt = Some.Morning },
            '!' => notice.Lease(Some.Morning.AddMinutes(1).AddSeconds(5)),
            _ => notice,
        };
    }
}
