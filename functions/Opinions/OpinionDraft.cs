using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>An opinion as it came in, before it has a number.</summary>
public sealed record OpinionDraft
{
    public required StationId StationId { get; init; }

    public required string Content { get; init; }

    public required string Channel { get; init; }

    public string? Category { get; init; }

    public string? Place { get; init; }

    public string? SenderName { get; init; }

    public string? SenderPhone { get; init; }

    public PersonId? RepresentativeId { get; init; }

    /// <summary>What is masked in the content.</summary>
    public IReadOnlyList<SensitiveKind> Masked { get; init; } = [];

    /// <summary>What the masks hide, sealed; null when there are none.</summary>
    public string? Sealed { get; init; }

    /// <summary>Tells senders apart without naming them; null when nobody was named.</summary>
    public string? SenderKey { get; init; }

    /// <summary>Identifies the message itself; the same for every delivery of it.</summary>
    public required string SourceKey { get; init; }

    /// <summary>When it was sent, as every delivery of it says; null when nothing but its arrival says when.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
