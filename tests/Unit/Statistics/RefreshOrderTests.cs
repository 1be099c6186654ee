using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

public sealed class RefreshOrderTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(8, 1, 8, 8)]
    [InlineData(9, 2, 4, 5)]
    [InlineData(17, 3, 5, 6)]
    [InlineData(161, 21, 7, 8)]
    [InlineData(11_000, 1375, 8, 8)]
    public void Stations_are_shared_out_evenly_over_as_few_orders_as_possible(int stations, int orders, int fewest, int most)
    {
        var sizes = Split(stations).Select(order => order.Stations.Count).ToList();
        Assert.Equal((orders, fewest, most), (sizes.Count, sizes.DefaultIfEmpty().Min(), sizes.DefaultIfEmpty().Max()));
        Assert.Equal(stations, sizes.Sum());
    }

    [Fact]
    public void Each_station_is_in_one_order_and_the_stations_of_an_order_are_neighbours() =>
        Assert.Equal(Enumerable.Range(0, 164).Select(Id), Split(164).SelectMany(order => order.Stations).Select(place => place.StationId.ToString()));

    [Fact]
    public void Neither_the_order_of_the_stations_nor_the_culture_decides_who_is_a_neighbour() => Assert.Equal(
        ["a1", "a10", "a2", "b0"], Assert.Single(RefreshOrder.Split(SomeReport.Second, [Some("b0"), Some("a2"), Some("a10"), Some("a1")])).Stations.Select(place => place.StationId.ToString()));

    [Fact]
    public void An_order_is_read_as_it_was_written_and_fits_a_message()
    {
        var order = RefreshOrder.Split(SomeReport.Second, Enumerable.Range(0, 8).Select(i => Some($"{i}{new string('z', 19)}", new string('站', 60)))).Single();
        var back = RefreshOrder.Read(order.Write());
        Assert.Equal(order.Quarter, back.Quarter);
        Assert.Equal(order.Stations, back.Stations);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(order.Write()), 1, 48 * 1024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not json 13800000000")]
    [InlineData("""{"quarter":"2026Q5","stations":[{"stationId":"a1","name":"甲","kind":"home"}]}""")]
    [InlineData("""{"quarter":"2026Q4","stations":[{"stationId":"路灯","name":"甲","kind":"home","street":"乙"}]}""")]
    [InlineData("""{"quarter":"2026Q4","stations":[]}""")]
    [InlineData("""{"quarter":"2026Q4"}""")]
    public void What_is_no_order_is_refused_without_quoting_it(string text) =>
        Assert.Equal("This is no order to count.", Assert.Throws<FormatException>(() => RefreshOrder.Read(text)).Message);

    private static List<RefreshOrder> Split(int stations) => [.. RefreshOrder.Split(SomeReport.Second, Enumerable.Range(0, stations).Select(i => Some(Id(i))))];

    private static string Id(int i) => $"na{i:D5}";

    private static Station Some(string id, string name = "某站") => new(An.Id(id), name, StationKind.Home, "某街道");
}
