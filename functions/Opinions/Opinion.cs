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

    /// <summary>What is masked in the content, in no sender's own words any more.</summary>
    public IReadOnlyList<SensitiveKind> Masked { get; init; } = [];

    public string? SenderName { get; init; }

    /// <summary>Masked, such as 138****5678.</summary>
    public string? SenderPhone { get; init; }

    /// <summary>What the masks hide; see <see cref="ContactSeal"/>. Never leaves the service as it is.</summary>
    [JsonIgnore]
    public string? Sealed { get; init; }

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

    /// <summary>The category the quarter it came in counts it by: a change after that quarter's report is final does not revise it.</summary>
    [JsonIgnore]
    public string? CountedCategory { get; init; }

    /// <summary>The numbers of the opinions that were merged into it, directly or with others; they hear of its progress.</summary>
    public IReadOnlyList<OpinionNumber> Followers { get; init; } = [];

    /// <summary>Of a merged one how far the opinion is that it goes on in; null for others.</summary>
    public FollowedOpinion? Follows { get; init; }

    /// <summary>A Chinese sentence when <see cref="DueOn"/> lies in a year whose holidays are not known; else null.</summary>
    public string? Warning { get; init; }

    /// <summary>When it was not open though it had come and is open since; most never were.</summary>
    [JsonIgnore]
    public IReadOnlyList<Absence> Away { get; init; } = [];

    /// <summary>When the last entry was written, which the next is never before; the clock of the instance that writes it may be behind.</summary>
    [JsonIgnore]
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>True when its sender, or one whose opinion goes on in it, has read the answer or refusal it has.</summary>
    [JsonIgnore]
    public bool IsRead { get; init; }

    /// <summary>How many journal entries it has.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>The entity tag: its version, so that a repeat's answer carries it too.</summary>
    [JsonIgnore]
    public ETag Tag => new($"W/\"{Version}\"");

    /// <summary>The entity tag of a merged one, which changes with what it goes on in.</summary>
    public ETag TagWith(Opinion root) => new($"W/\"{Version}-{root.Version}\"");

    /// <summary>When what happens now is written down: never before what happened last, so that a life reads in the order it was lived.</summary>
    public DateTimeOffset At(DateTimeOffset now) => now > ChangedAt ? now : ChangedAt;

    /// <summary>One version on, in another status; what comes back to the open ones remembers how long it was away.</summary>
    internal Opinion Next(Opinion changed, OpinionStatus to, DateTimeOffset now)
    {
        var at = At(now);
        var (wasOpen, isOpen) = (OpinionActions.IsOpen(Status), OpinionActions.IsOpen(to));
        return changed with
        {
            Status = to,
            Version = Version + 1,
            ChangedAt = at,
            EndedAt = isOpen ? null : wasOpen ? at : EndedAt,
            Away = isOpen && !wasOpen ? [.. Away, new Absence(EndedAt ?? at, at)] : Away,
        };
    }

    /// <summary>The opinion for who may not know the sender.</summary>
    public Opinion WithoutContacts() => this with { SenderName = null, SenderPhone = null };
}

/// <summary>A while in which an opinion was not open.</summary>
/// <param name="From">When it had ended.</param>
/// <param name="To">When it was taken up again.</param>
public sealed record Absence(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>True when the opinion was not open at the instant.</summary>
    public bool Covers(DateTimeOffset instant) => From < instant && instant <= To;
}

/// <summary>How far the opinion is that a merged one goes on in.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusText">The same in words.</param>
/// <param name="Reply">Its answer; null when there is none yet, and for who may not read it.</param>
public sealed record FollowedOpinion(OpinionNumber Number, OpinionStatus Status, string StatusText, string? Reply = null)
{
    public static FollowedOpinion Of(Opinion root) => new(root.Number, root.Status, OpinionWords.Of(root.Status), root.Reply);
}
