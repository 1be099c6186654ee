using Serverless.Stations;

namespace Serverless.Tests.Unit.Stations;

public sealed class StationOpeningTests
{
    [Theory]
    [InlineData(StationStatus.Active, null, null, "2026-06-20", true)]
    [InlineData(StationStatus.Active, "2026-06-21", null, "2026-06-20", false)]
    [InlineData(StationStatus.Active, "2026-06-20", null, "2026-06-20", true)]
    [InlineData(StationStatus.Active, null, "2026-06-20", "2026-06-20", true)]
    [InlineData(StationStatus.Active, null, "2026-06-19", "2026-06-20", false)]
    [InlineData(StationStatus.Active, "2026-01-01", "2026-12-31", "2026-06-20", true)]
    [InlineData(StationStatus.Suspended, "2026-01-01", "2026-12-31", "2026-06-20", false)]
    [InlineData(StationStatus.Suspended, null, null, "2026-06-20", false)]
    [InlineData(StationStatus.Closed, "2026-01-01", "2026-06-20", "2026-06-20", true)]
    [InlineData(StationStatus.Closed, "2026-01-01", "2026-06-20", "2026-06-21", false)]
    [InlineData(StationStatus.Closed, "2026-01-01", null, "2026-06-20", false)]
    public void A_station_owes_what_falls_between_its_first_and_its_last_day(StationStatus status, string? opened, string? closed, string date, bool owes) =>
        Assert.Equal(owes, new StationOpening(status, Date(opened), Date(closed)).Owes(Date(date)!.Value));

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.Parse(text);
}
