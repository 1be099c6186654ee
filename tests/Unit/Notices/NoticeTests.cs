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
            one, Some.Notice(recipient: "r002"), one with { Step = NoticeStep.Ahead(-1) }, one with { Subject = Some.Reception with { StationId = An.Id("na018") } },
            one with { Subject = Some.Reception with { NominalDate = new DateOnly(2026, 10, 20) } }, one with { Subject = Some.Reception with { Kind = OccasionKind.Forum } },
            one with { Subject = Opinion },
        ];
        Assert.Distinct(notices.Select(notice => notice.RepeatKey));
        Assert.Distinct(notices.Select(notice => notice.Id));
    }

    private static NoticeStep Step(string text) => Identifier.Read<NoticeStep>(text);
}
