using Serverless.Notices;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeFilterTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("na017")]
    public void An_occasion_names_its_station_too(string? station) => Assert.Equal(
        new NoticeFilter(An.Id("na017"), Some.Reception, An.Person("r001"), NoticeStatus.Sent), Read(station is null ? null : An.Id(station), Some.Reception));

    [Fact]
    public void An_occasion_of_another_station_is_refused()
    {
        Assert.True(NoticeFilter.Of(An.Id("na018"), Some.Reception, null, null).Refused(out var refusal, out _));
        Assert.Equal("queryInvalid", refusal.Code);
    }

    private static NoticeFilter Read(StationId? stationId, OccasionKey occasion)
    {
        Assert.False(NoticeFilter.Of(stationId, occasion, An.Person("r001"), NoticeStatus.Sent).Refused(out _, out var filter));
        return filter!;
    }
}
