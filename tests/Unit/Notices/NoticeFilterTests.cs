using Serverless.Notices;

namespace Serverless.Tests.Unit.Notices;

public sealed class NoticeFilterTests
{
    [Fact]
    public void An_occasions_key_names_its_station_too() => Assert.Equal(
        new NoticeFilter("na017", new DateOnly(2026, 12, 20), "reception", NoticeStatus.Sent), Read(null, "reception-20261220-na017", "sent"));

    [Fact]
    public void Nothing_asked_for_narrows_nothing() => Assert.Equal(new NoticeFilter(null, null, null, null), Read(null, null, null));

    [Theory]
    [InlineData("na017", "reception-20261220-na018", null)]
    [InlineData(null, "reception-20261320-na017", null)]
    [InlineData(null, "reception-20261220", null)]
    [InlineData(null, "reception-２０２６１２２０-na017", null)]
    [InlineData(null, "20261220.reception", null)]
    [InlineData("NA017", null, null)]
    [InlineData("na017' or PartitionKey ge '", null, null)]
    [InlineData("na017\n", null, null)]
    [InlineData(null, null, "Sent")]
    [InlineData(null, null, "1")]
    [InlineData(null, null, "gone")]
    public void What_is_no_station_occasion_or_status_is_refused(string? stationId, string? occasion, string? status)
    {
        Assert.True(NoticeFilter.Parse(stationId, occasion, status).Refused(out var refusal, out _));
        Assert.Equal("queryInvalid", refusal.Code);
    }

    private static NoticeFilter Read(string? stationId, string? occasion, string? status)
    {
        Assert.False(NoticeFilter.Parse(stationId, occasion, status).Refused(out _, out var filter));
        return filter!;
    }
}
