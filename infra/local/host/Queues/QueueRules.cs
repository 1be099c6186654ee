using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>host.json <c>extensions.queues</c>.</summary>
public sealed record QueueRules
{
    /// <summary>The longest wait between two looks at an idle queue; at least 100 ms.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a failed message stays away before it is tried again. Not the lease of one in work.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Messages fetched at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Tries before a message is poison, from 1.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>The next batch is fetched when no more than this many messages are in work.</summary>
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>Whether message texts are base64; otherwise they are plain.</summary>
    public bool IsBase64 { get; init; } = true;

    /// <exception cref="FormatException">A number is outside its range.</exception>
    public static QueueRules From(IConfiguration json)
    {
        var batch = Within(json, "batchSize", 16, 1, 32);
        return new QueueRules
        {
            BatchSize = batch,
            NewBatchThreshold = Within(json, "newBatchThreshold", batch / 2 * Environment.ProcessorCount, 0),
            MaxDequeueCount = Within(json, "maxDequeueCount", 5, 1),
            VisibilityTimeout = Within(json, "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            MaxPollingInterval = Within(json, "maxPollingInterval", TimeSpan.FromMinutes(1), PollingBackoff.Shortest, TimeSpan.MaxValue),
            IsBase64 = (json["messageEncoding"] ?? "base64").ToLowerInvariant() switch
            {
                "base64" => true,
                "none" => false,
                _ => throw new FormatException("messageEncoding must be base64 or none"),
            },
        };
    }

    private static int Within(IConfiguration json, string name, int otherwise, int least, int most = int.MaxValue) => Within<int>(json, name, otherwise, least, most);

    private static T Within<T>(IConfiguration json, string name, T otherwise, T least, T most) where T : IComparable<T>, IParsable<T>
    {
        var value = json[name] is { } text ? T.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw new FormatException($"{name} must be {least} to {most}");
    }
}
