using System.Text.Json;
using Azure.Storage.Queues;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>
/// Hints that people are to be told how an occasion takes place by now. What is to be told stands in <see cref="OccasionTable"/>: a
/// lost hint is given again by the heartbeat, and one too many finds nothing to do.
/// </summary>
public sealed class TellNewsQueue(QueueServiceClient queues)
{
    public const string QueueName = "tell-news";

    /// <summary>Where the host puts hints that failed five times.</summary>
    public const string Poison = QueueName + "-poison";

    private readonly QueueClient queue = queues.GetQueueClient(QueueName);

    /// <summary>Sends one hint, to be seen at the instant (to the second, rounded up); one storage call.</summary>
    public Task SendAsync(OccasionKey occasion, DateTimeOffset at, DateTimeOffset now, CancellationToken cancel)
    {
        var seconds = TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling((at - now).TotalSeconds)));
        return queue.SendMessageAsync(JsonSerializer.Serialize(new Hint(occasion), Json.Options), seconds, cancellationToken: cancel);
    }

    /// <summary>The occasion in a message's body, or null when it names none.</summary>
    public static OccasionKey? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Hint>(body, Json.Options) is { } hint && hint.Occasion != default ? hint.Occasion : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Hint(OccasionKey Occasion);
}
