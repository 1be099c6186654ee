using System.Text;
using System.Text.Json;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Asks that the quarter of a few stations be counted anew.</summary>
/// <param name="Quarter">The quarter to count.</param>
/// <param name="Stations">1 to <see cref="MostStations"/>, neighbours in the order of their ids.</param>
public sealed record RefreshOrder(Quarter Quarter, IReadOnlyList<RefreshOrder.Place> Stations)
{
    /// <summary>
    /// Sending, taking and deleting an order and reading and writing its reports cost five storage calls, which these
    /// stations share. More would make a repeat after a fault dearer.
    /// </summary>
    public const int MostStations = 8;

    /// <summary>What a report says of its station, so that nobody need read the station for it.</summary>
    public sealed record Place(StationId StationId, string Name, StationKind Kind, string Street, StationOpening? Opening = null);

    /// <summary>As few orders as possible for all the stations, of even size: a last one for a single station would be dear.</summary>
    public static IEnumerable<RefreshOrder> Split(Quarter quarter, IEnumerable<Station> stations)
    {
        var places = stations.Select(station => new Place(station.StationId, station.Name, station.Kind, station.Street, station.Opening))
            .OrderBy(place => place.StationId.ToString(), StringComparer.Ordinal).ToArray();
        var orders = (places.Length + MostStations - 1) / MostStations;
        for (var i = 0; i < orders; i++)
            yield return new RefreshOrder(quarter, places[(places.Length * i / orders)..(places.Length * (i + 1) / orders)]);
    }

    /// <summary>As the queue carries it.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is no order.</exception>
    public static RefreshOrder Read(string text) =>
        BodyJson.Read<RefreshOrder>(Encoding.UTF8.GetBytes(text)).Refused(out _, out var order) || order.Stations is not { Count: > 0 }
            ? throw new FormatException("This is no order to count.")
            : order;
}
