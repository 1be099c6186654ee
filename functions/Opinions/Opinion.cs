using System.Text.Json.Serialization;

namespace Serverless.Opinions;

/// <summary>What a citizen wants the congress's people to know or do (社情民意), and how far its handling has come.</summary>
public sealed record Opinion
{
    /// <summary>The receipt number the citizen holds, such as <c>NA017-7K3F9Q2M4X</c>.</summary>
    public required string Number { get; init; }

    public required string StationId { get; init; }

    /// <summary>1 to 2,000 characters in the citizen's own words.</summary>
    public required string Content { get; init; }

    /// <summary>How it came in: <c>wechat</c>, or what the station wrote, such as <c>reception</c>.</summary>
    public required string Channel { get; init; }

    public string? Category { get; init; }

    /// <summary>Where the matter is, in words.</summary>
    public string? Place { get; init; }

    public string? SenderName { get; init; }

    public string? SenderPhone { get; init; }

    /// <summary>The representative it was given to; null when it was given to the station.</summary>
    public string? RepresentativeId { get; init; }

    public required OpinionStatus Status { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By which day somebody must have taken it up: three working days after it came (register opinion.triageWd).</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>When it left the open ones; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The answer given on the spot.</summary>
    public string? Reply { get; init; }

    /// <summary>Why the station could not take it.</summary>
    public string? RejectReason { get; init; }

    /// <summary>Where the citizen should take it instead.</summary>
    public string? ProperChannel { get; init; }

    /// <summary>The number of the opinion it goes on in.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Tells senders apart without naming them; null when nobody was named. Never leaves the service.</summary>
    [JsonIgnore]
    public string? SenderKey { get; init; }

    /// <summary>What the number was made from, hashed: tells a repeat from a chance collision. Never leaves the service.</summary>
    [JsonIgnore]
    public string SourceKey { get; init; } = "";

    /// <summary>How many journal entries it has; the next one takes this as its sequence.</summary>
    [JsonIgnore]
    public int Moves { get; init; }
}
