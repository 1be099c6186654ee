using Serverless.Occasions;
using Serverless.Notices;

using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeKeyTests
{
    private static readonly NoticeRound Round = new("na017", new DateOnly(2026, 12, 20), "reception", -7);

    [Fact]
    public void A_notice_is_named_after_station_date_kind_offset_and_person() =>
        Assert.Equal("na017.20261220.reception.D7.r001", new NoticeKey(Round, "r001").Id);

    [Fact]
    public void A_notice_names_its_occasion_as_the_duties_do() =>
        Assert.Equal(new OccasionKey(OccasionKind.Reception, Round.NominalDate, An.Id(Round.StationId)).ToString(), Round.Occasion);

    [Theory]
    [InlineData(-7, "D7")]
    [InlineData(-1, "D1")]
    [InlineData(0, "D0")]
    [InlineData(-14, "D14")]
    public void An_offset_is_read_back_from_its_key(int offset, string ahead)
    {
        Assert.Equal(ahead, (Round with { OffsetDays = offset }).Ahead);
        Assert.Equal(Round with { OffsetDays = offset }, NoticeRound.Parse("na017", "20261220", "reception", ahead));
    }

    [Fact]
    public void The_name_WeChat_knows_a_duplicate_by_fits_and_is_the_same_for_every_try()
    {
        var key = new NoticeKey(Round, "r001");
        Assert.Matches("^[0-9a-f]{32}$", key.DuplicateKey);
        Assert.Equal(key.DuplicateKey, new NoticeKey(Round with { }, "r001").DuplicateKey);
    }

    [Fact]
    public void Two_notices_never_share_the_name_WeChat_knows_a_duplicate_by()
    {
        NoticeKey[] keys =
        [
            new(Round, "r001"), new(Round, "r002"), new(Round with { OffsetDays = -1 }, "r001"), new(Round with { StationId = "na018" }, "r001"),
            new(Round with { NominalDate = new DateOnly(2026, 10, 20) }, "r001"), new(Round with { Kind = "forum" }, "r001"),
        ];
        Assert.Distinct(keys.Select(key => key.DuplicateKey));
        Assert.Distinct(keys.Select(key => key.Id));
    }
}
