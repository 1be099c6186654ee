using Serverless.Reminders;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderSpreadTests
{
    private static readonly string[] City = [.. Enumerable.Range(1, 11_000).Select(number => $"c{number:D5}")];

    [Fact]
    public void A_districts_stations_are_all_served_at_once() => Assert.All(City[..164], station => Assert.Equal(TimeSpan.Zero, ReminderSpread.Of(station, 164, -7, 120)));

    [Theory]
    [InlineData(-7, 120, 120)]
    [InlineData(-1, 120, 120)]
    [InlineData(0, 120, 30)]
    [InlineData(0, 10, 10)]
    public void A_citys_stations_are_spread_evenly_and_on_the_day_itself_before_the_doors_open(int offset, int minutes, int within)
    {
        var turns = City.Select(station => ReminderSpread.Of(station, City.Length, offset, minutes)).ToList();
        Assert.All(turns, turn => Assert.InRange(turn, TimeSpan.Zero, TimeSpan.FromMinutes(within)));
        foreach (var tenth in turns.GroupBy(turn => (int)(turn.TotalMinutes * 10 / within))) Assert.InRange(tenth.Count(), 900, 1300);
    }

    [Fact]
    public void A_station_keeps_its_place() => Assert.Equal(ReminderSpread.Of("c00001", 11_000, -7, 120), ReminderSpread.Of("c00001", 11_000, -1, 120));

    [Fact]
    public void Spreading_can_be_switched_off() => Assert.All(City, station => Assert.Equal(TimeSpan.Zero, ReminderSpread.Of(station, City.Length, -7, 0)));
}
