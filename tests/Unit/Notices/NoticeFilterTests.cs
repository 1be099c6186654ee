using Serverless.Notices;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeFilterTests
{
    [Fact]
    public void An_occasions_key_names_its_station_too() => Assert.Equal(
        new NoticeFilter(An.Id("na017"), Some.Reception, An.Person("r001"), NoticeStatus.Sent), Read(null, "reception-20261220-na017", "r001", NoticeStatus.Sent));

    [Fact]
    public void Nothing_asked_for_narrows_nothing() => Assert.Equal(new NoticeFilter(), Read(null, null, null, null));

    [Theory]
    [InlineData("na017", "reception-20261220-na018", null)]
    [InlineData(null, "reception-20261320-na017", null)]
    [InlineData(null, "reception-20261220", null)]
    [InlineData(null, "reception-２０２６１２２０-na017", null)]
    [InlineData(null, "20261220.reception", null)]
    [InlineData(null, "party-20261220-na017", null)]
    [InlineData("NA017", null, null)]
    [InlineData("na017' or PartitionKey ge '", null, null)]
    [InlineData("na017\n", null, null)]
    [InlineData(null, null, "r 1")]
    [InlineData(null, null, "")]
    public void What_is_no_station_occasion_or_person_is_refused(string? stationId, string? occasion, string? recipientId)
    {
        Assert.True(NoticeFilter.Parse(stationId, occasion, recipientId, null).Refused(out var refusal, out _));
        Assert.Equal("queryInvalid", refusal.Code);
    }

    private static NoticeFilter Read(string? stationId, string? occasion, string? recipientId, NoticeStatus? status)
    {
        Assert.False(NoticeFilter.Parse(stationId, occasion, recipientId, status).Refused(out _, out var filter));
        return filter!;
    }
}
