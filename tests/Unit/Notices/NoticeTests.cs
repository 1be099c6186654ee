using Serverless.Notices;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeTests
{
    private static readonly OpinionNumber Opinion = OpinionNumber.Of(An.Id("na017"), new DateOnly(2026, 11, 25), "source-1");

    [Fact]
    public void A_notice_is_named_after_subject_step_person_and_channel() =>
        Assert.Equal("reception-20261220-na017.D7.r001.wechat", Some.Notice().Id);

    [Fact]
    public void A_notice_of_a_reception_says_which_station_and_how_far_ahead()
    {
        var notice = Some.Notice();
        Assert.Equal(("na017", Some.Reception, -7), (notice.StationId.ToString(), notice.Occasion, notice.OffsetDays));
    }

    [Fact]
    public void A_notice_of_an_opinion_has_a_station_and_a_word_for_its_step_and_neither_occasion_nor_offset()
    {
        var notice = Some.Notice() with { Subject = Opinion, Step = Step("rate") };
        Assert.Equal($"{Opinion}.rate.r001.wechat", notice.Id);
        Assert.Equal(("na017", null, null), (notice.StationId.ToString(), notice.Occasion, notice.OffsetDays));
    }

    [Theory]
    [InlineData(-7, "D7")]
    [InlineData(-1, "D1")]
    [InlineData(0, "D0")]
    [InlineData(-14, "D14")]
    public void An_offset_is_read_back_from_its_step(int offset, string ahead)
    {
        Assert.Equal(ahead, NoticeStep.Ahead(offset).ToString());
        Assert.Equal(offset, Step(ahead).OffsetDays);
    }

    [Theory]
    [InlineData("D7", "2026-12-20", -7, false)]
    [InlineData("D0on20261225", "2026-12-25", 0, false)]
    [InlineData("V3on20261225", "2026-12-25", null, true)]
    [InlineData("V12off", null, null, true)]
    [InlineData("rate", null, null, false)]
    [InlineData("D7off", null, null, false)]
    [InlineData("V3", null, null, false)]
    public void A_step_tells_which_date_it_says_and_whether_it_is_news(string text, string? date, int? offset, bool change)
    {
        var step = Step(text);
        Assert.Equal((date is null ? null : DateOnly.Parse(date), offset, change), (step.Says(new DateOnly(2026, 12, 20)), step.OffsetDays, step.IsChange));
        Assert.Equal(text, $"{step}");
    }

    [Fact]
    public void Steps_are_named_after_offset_version_and_date()
    {
        var date = new DateOnly(2026, 12, 25);
        Assert.Equal(["D7", "D60on20261225", "V3on20261225", "V123456off"],
            new[] { NoticeStep.Ahead(-7), NoticeStep.Ahead(-60, date), NoticeStep.Change(3, date), NoticeStep.Change(123456, null) }.Select(step => $"{step}"));
        Assert.All(new[] { NoticeStep.Ahead(-60, date), NoticeStep.Change(123456, date) }, step => Assert.True(NoticeStep.TryParse($"{step}", out _)));
    }

    public static TheoryData<Notice, bool> Fates() => new()
    {
        { Some.Notice(), true },
        { Some.Notice().Lease(Some.Morning), true },
        { Some.Notice(attempts: 1) with { Failure = Some.Busy }, false },
        { NoticeRetry.Park(Some.Notice(), Some.Busy, Some.Morning, Some.End), false },
        { Some.Notice(NoticeStatus.Sent, attempts: 1), false },
        { Some.Notice().Drop(NoticeFailure.NoChannel), false },
        { Some.Notice().Bury(NoticeFailure.OccasionMoved), true },
        { Some.Notice().Bury(NoticeFailure.OccasionCancelled), true },
        { Some.Notice().Bury(NoticeFailure.Superseded), true },
        { Some.Notice().Bury(NoticeFailure.Poison), true },
        { Some.Notice().Bury(NoticeFailure.Expired), false },
        { NoticeRetry.Park(Some.Notice(), Some.Busy, Some.Morning, Some.End).Bury(NoticeFailure.OccasionMoved), false },
    };

    [Theory]
    [MemberData(nameof(Fates))]
    public void What_a_worker_took_and_nobody_wrote_down_may_have_gone_out(Notice notice, bool may) => Assert.Equal(may, notice.MayHaveGoneOut);

    [Theory]
    [InlineData("")]
    [InlineData("D-7")]
    [InlineData("a.b")]
    [InlineData("评价")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa")]
    public void What_could_not_stand_in_an_id_is_no_step(string text) => Assert.False(NoticeStep.TryParse(text, out _));

    [Theory]
    [InlineData("rate")]
    [InlineData("Done")]
    [InlineData("D")]
    public void A_word_is_a_step_without_days(string word) => Assert.Null(Step(word).OffsetDays);

    [Fact]
    public void A_subject_is_read_back_as_it_was_written()
    {
        foreach (var subject in new NoticeSubject[] { Some.Reception, Opinion })
        {
            Assert.True(NoticeSubject.TryParse(subject.ToString(), out var read));
            Assert.Equal(subject, read);
        }

        Assert.False(NoticeSubject.TryParse("na017", out _));
    }

    [Fact]
    public void The_name_a_channel_knows_a_repeat_by_fits_WeChat_and_is_the_same_for_every_try()
    {
        Assert.Matches("^[0-9a-f]{32}$", Some.Notice().RepeatKey);
        Assert.Equal(Some.Notice().RepeatKey, Some.Notice(attempts: 3).RepeatKey);
    }

    [Fact]
    public void Two_notices_never_share_an_id_or_the_name_a_channel_knows_a_repeat_by()
    {
        var one = Some.Notice();
        Notice[] notices =
        [
            one, Some.Notice(recipient: "r002"), one with { Step = NoticeStep.Ahead(-1) }, one with { Step = NoticeStep.Ahead(-7, new DateOnly(2026, 12, 25)) },
            one with { Step = NoticeStep.Change(7, new DateOnly(2026, 12, 25)) }, one with { Subject = Some.Reception with { StationId = An.Id("na018") } },
            one with { Subject = Some.Reception with { NominalDate = new DateOnly(2026, 10, 20) } }, one with { Subject = Some.Reception with { Kind = OccasionKind.Forum } },
            one with { Subject = Opinion },
        ];
        Assert.Distinct(notices.Select(notice => notice.RepeatKey));
        Assert.Distinct(notices.Select(notice => notice.Id));
    }

    private static NoticeStep Step(string text) => Identifier.Read<NoticeStep>(text);
}
