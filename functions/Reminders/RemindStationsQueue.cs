using System.Text.Json;
using Azure.Storage.Queues;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>The orders to remind, one message per station and reception.</summary>
public sealed class RemindStationsQueue(QueueServiceClient queues)
{
    public const string QueueName = "remind-stations";

    /// <summary>Where the host puts orders that failed five times.</summary>
    public const string Poison = QueueName + "-poison";

    // Sent one after another, a city's 11,000 orders would take a minute.
    private const int Parallel = 32;

    private readonly QueueClient queue = queues.GetQueueClient(QueueName);

    /// <summary>Sends one order, to be seen after the delay (to the second, rounded up); one storage call.</summary>
    public Task SendAsync(ReminderOrder order, TimeSpan delay, CancellationToken cancel)
    {
        var seconds = TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(delay.TotalSeconds)));
        return queue.SendMessageAsync(JsonSerializer.Serialize(order, Json.Options), seconds, cancellationToken: cancel);
    }

    /// <summary>Sends many orders; one storage call each. It stops at the first fault, and the next heartbeat sends them again.</summary>
    public Task SendAllAsync(IEnumerable<(ReminderOrder Order, TimeSpan Delay)> orders, CancellationToken cancel) =>
        System.Threading.Tasks.Parallel.ForEachAsync(
            orders,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel },
            (item, token) => new ValueTask(SendAsync(item.Order, item.Delay, token)));

    /// <summary>The order in a message's body, or null when it is none.</summary>
    public static ReminderOrder? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ReminderOrder>(body, Json.Options) is { StationName: not null } order && order.Occasion != default ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
