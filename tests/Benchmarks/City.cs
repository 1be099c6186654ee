using Azure.Data.Tables;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Benchmarks;

/// <summary>A place with many stations, and the people of each, in the proportions of a city: 11,000 stations, 73,000 people.</summary>
internal static class City
{
    /// <summary>Every station has seven people but those by which 11,000 stations come to 73,000.</summary>
    public static int PeopleOf(int station) => station % 11 < 4 ? 6 : 7;

    public static int People(int stations) => Enumerable.Range(0, stations).Sum(PeopleOf);

    public static async Task BuildAsync(TableServiceClient storage, int stations)
    {
        await StationsAsync(storage, stations);
        await new RepresentativeTable(storage).ImportAsync(
            [.. Enumerable.Range(0, stations).SelectMany(at => Enumerable.Range(0, PeopleOf(at)), Person)], CancellationToken.None);
    }

    public static Task StationsAsync(TableServiceClient storage, int stations) => new StationTable(storage).ImportAsync(
        [.. Enumerable.Range(0, stations).Select(at => new Station(StationId(at), $"第{at}站", StationKind.Station, "街道"))], CancellationToken.None);

    private static StationId StationId(int at) => Identifier.Read<StationId>($"c{at:D6}");

    private static Representative Person(int station, int at) =>
        new(Identifier.Read<PersonId>($"p{station:D6}-{at}"), "王代表", [RepresentativeRole.DistrictDeputy], [StationId(station)]) { OpenId = $"o{station:D6}-{at}" };
}
