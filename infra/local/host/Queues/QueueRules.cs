using System.ComponentModel.DataAnnotations;

namespace Serverless.Local;

/// <summary>host.json <c>extensions.queues</c>, with the real host's ranges and defaults.</summary>
public sealed record QueueRules
{
    /// <summary>The first wait of an idle queue, and the least that may be set as the longest.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two looks at an idle queue.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a failed message stays away before it is tried again. Not the lease of one in work.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Messages fetched at once.</summary>
    [Range(1, 32)]
    public int BatchSize { get; init; } = 16;

    /// <summary>Tries before a message is poison.</summary>
    [Range(1, int.MaxValue)]
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>The next batch is fetched when no more than this many messages are in work.</summary>
    [Range(0, int.MaxValue)]
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>How texts stand on the wire.</summary>
    [AllowedValues("base64", "none")]
    public string MessageEncoding { get; init; } = "base64";

    public bool IsBase64 => MessageEncoding == "base64";
}
