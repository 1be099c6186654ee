using Serverless.Notices;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Representatives;
using Serverless.Tests.Kit;
using Serverless.Tests.Unit.Notices;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderRoundTests
{
    [Fact]
    public void People_without_WeChat_fail_and_the_others_are_planned()
    {
        var wanted = Wanted(true, new DateTimeOffset(2026, 12, 20, 8, 0, 0, StationClock.Offset));
        Assert.Equal([(NoticeStatus.Planned, null), (NoticeStatus.Failed, "noChannel")], wanted.Select(notice => (notice.Status, notice.Failure?.Code)));
    }

    [Fact]
    public void Without_a_template_every_notice_fails_visibly() =>
        Assert.All(Wanted(false, new DateTimeOffset(2026, 12, 20, 8, 0, 0, StationClock.Offset)), notice => Assert.Equal("templateMissing", notice.Failure!.Code));

    [Fact]
    public void After_the_end_every_notice_is_dead_and_none_is_sent() =>
        Assert.All(Wanted(true, new DateTimeOffset(2026, 12, 20, 11, 30, 0, StationClock.Offset)), notice => Assert.Equal((NoticeStatus.Dead, "expired"), (notice.Status, notice.Failure!.Code)));

    [Fact]
    public void The_day_after_nothing_new_is_begun() =>
        Assert.Empty(Wanted(true, new DateTimeOffset(2026, 12, 21, 8, 5, 0, StationClock.Offset)));

    [Fact]
    public void Who_has_left_the_station_is_not_written_to() =>
        Assert.Equal("recipientLeft", ReminderRound.Settle(Wanted(true, new DateTimeOffset(2026, 12, 20, 8, 0, 0, StationClock.Offset))[0], null, true, DateTimeOffset.MaxValue, DateTimeOffset.MinValue).Failure!.Code);

    [Fact]
    public void What_is_given_up_is_what_was_still_to_be_sent_and_says_what_its_last_try_met()
    {
        var rows = new[] { Some.Notice() with { Failure = Some.Busy }, Some.Notice(NoticeStatus.Sent) }.Select(notice => new Tagged<Notice>(notice, new("1")));
        var dead = Assert.Single(ReminderRound.GiveUp(rows, NoticeFailure.OccasionCancelled)).Value;
        Assert.Equal((NoticeStatus.Dead, "occasionCancelled"), (dead.Status, dead.Failure!.Code));
        Assert.Contains("微信系统繁忙", dead.Failure.Reason);
    }

    private static IReadOnlyList<Notice> Wanted(bool hasTemplate, DateTimeOffset now)
    {
        Representative[] team =
            [new(An.Person("r001"), "甲", [RepresentativeRole.Deliberation], [An.Id("na017")]) { OpenId = "openid-1" }, new(An.Person("r002"), "乙", [RepresentativeRole.Deliberation], [An.Id("na017")])];
        return new PeopleRound(
            new NoticeRound(Some.Reception, NoticeStep.Ahead(0)), [.. team.Select(person => person.Id)], team.ToDictionary(person => person.Id),
            new DateTimeOffset(2026, 12, 20, 11, 30, 0, StationClock.Offset)).Wanted(hasTemplate, now);
    }
}
