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
    public static QueueRules From(Func<string, int?> number, Func<string, TimeSpan?> time, string? encoding)
    {
        var batch = number("batchSize") ?? 16;
        return new QueueRules
        {
            BatchSize = batch is >= 1 and <= 32 ? batch : throw new FormatException("batchSize must be 1 to 32"),
            NewBatchThreshold = AtLeast(0, number("newBatchThreshold") ?? batch / 2 * Environment.ProcessorCount, "newBatchThreshold"),
            MaxDequeueCount = AtLeast(1, number("maxDequeueCount") ?? 5, "maxDequeueCount"),
            VisibilityTimeout = time("visibilityTimeout") ?? TimeSpan.Zero,
            MaxPollingInterval = AtLeast(PollingBackoff.Shortest, time("maxPollingInterval") ?? TimeSpan.FromMinutes(1), "maxPollingInterval"),
            IsBase64 = (encoding ?? "base64").ToLowerInvariant() switch
            {
                "base64" => true,
                "none" => false,
                _ => throw new FormatException("messageEncoding must be base64 or none"),
            },
        };
    }

    private static T AtLeast<T>(T least, T value, string name) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 ? value : throw new FormatException($"{name} must be at least {least}");
}
