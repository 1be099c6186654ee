using System.Text.Json.Serialization;
using Azure;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>What a citizen wants the congress's people to know or do (社情民意), and how far its handling has come.</summary>
public sealed record Opinion
{
    /// <summary>The receipt number the citizen holds, such as <c>NA017-261125-7K3F9Q2X</c>.</summary>
    public required OpinionNumber Number { get; init; }

    public StationId StationId => Number.StationId;

    /// <summary>1 to 2,000 characters in the citizen's own words.</summary>
    public required string Content { get; init; }

    /// <summary>How it came in; see <see cref="Channels"/>.</summary>
    public required string Channel { get; init; }

    public string? Category { get; init; }

    /// <summary>Where the matter is, in words.</summary>
    public string? Place { get; init; }

    public string? SenderName { get; init; }

    public string? SenderPhone { get; init; }

    /// <summary>The representative it was given to; null when it was given to the station.</summary>
    public PersonId? RepresentativeId { get; init; }

    public required OpinionStatus Status { get; init; }

    /// <summary>When it was sent. Its date in Asia/Shanghai is the number's, and decides the quarter it counts for.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By which day somebody must have taken it up: three working days after it came.</summary>
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
    public OpinionNumber? MergedInto { get; init; }

    /// <summary>Tells senders apart without naming them; null when nobody was named. Never leaves the service.</summary>
    [JsonIgnore]
    public string? SenderKey { get; init; }

    /// <summary>What the number was made from, hashed: tells a repeat from a chance collision. Never leaves the service.</summary>
    [JsonIgnore]
    public string SourceKey { get; init; } = "";

    /// <summary>Who handed it in: <c>citizen</c>, or the name of a member or caller.</summary>
    [JsonIgnore]
    public string HandedInBy { get; init; } = "";

    /// <summary>The category it came with, which a quarter's received opinions are counted by: a later change revises no frozen report.</summary>
    [JsonIgnore]
    public string? IntakeCategory { get; init; }

    /// <summary>How many journal entries it has.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>The entity tag: its version, so that a repeat's answer carries it too.</summary>
    [JsonIgnore]
    public ETag Tag => new($"W/\"{Version}\"");

    /// <summary>The opinion for who may not know the sender.</summary>
    public Opinion WithoutContacts() => this with { SenderName = null, SenderPhone = null };
}
