using System.Text.Json;
using Azure.Storage.Queues;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>Queue refresh-statistics: which stations' quarter is to be counted anew.</summary>
public sealed class RefreshStatisticsQueue(QueueServiceClient service)
{
    public const string Name = "refresh-statistics";

    /// <summary>
    /// Sending, taking and deleting a message, and reading and writing the stations' reports, cost five storage calls a
    /// message; eight stations share them. More would make a repeat after a fault dearer and the work less even.
    /// </summary>
    private const int StationsPerMessage = 8;

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    private readonly QueueClient queue = service.GetQueueClient(Name);

    /// <param name="Quarter">The quarter to count.</param>
    /// <param name="Stations">Neighbours in the order of their ids, 1 to 8.</param>
    public sealed record Message(Quarter Quarter, IReadOnlyList<Place> Stations)
    {
        public static Message Read(string text) => JsonSerializer.Deserialize<Message>(text, Json.Options)!;
    }

    /// <summary>What a report says of its station, so that the worker need not read it.</summary>
    public sealed record Place(string StationId, string Name, StationKind Kind);

    /// <summary>Asks for the quarter of all these stations: one storage call for each eight.</summary>
    public Task SendAsync(Quarter quarter, IEnumerable<Station> stations, CancellationToken cancel) =>
        Parallel.ForEachAsync(Split(quarter, stations), new ParallelOptions { MaxDegreeOfParallelism = AtOnce.MaxDegreeOfParallelism, CancellationToken = cancel },
            async (message, stop) => await queue.SendMessageAsync(JsonSerializer.Serialize(message, Json.Options), stop));

    private static IEnumerable<Message> Split(Quarter quarter, IEnumerable<Station> stations) => stations
        .Select(station => new Place(station.StationId, station.Name, station.Kind))
        .OrderBy(place => place.StationId, StringComparer.Ordinal)
        .Chunk(StationsPerMessage)
        .Select(places => new Message(quarter, places));
}
