using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// One notice (通知) to one person, and how far it has come: the proof of who was told what. The first four members are what
/// makes it this one and no other, so planning it twice is one notice.
/// </summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Step">Which telling of it.</param>
/// <param name="RecipientId">Who is told.</param>
/// <param name="Channel">On which way.</param>
/// <param name="PlannedAt">When it was claimed, +08:00.</param>
public sealed record Notice(NoticeSubject Subject, NoticeStep Step, PersonId RecipientId, NoticeChannel Channel, DateTimeOffset PlannedAt)
{
    /// <summary>Its name: <c>reception-20261220-na017.D7.r001.wechat</c>.</summary>
    public string Id => $"{Round}.{RecipientId}.{Json.Name(Channel)}";

    public StationId StationId => Subject.StationId;

    /// <summary>The occasion it is about; null when it is about something else.</summary>
    public OccasionKey? Occasion => Subject.Occasion;

    /// <summary>Days relative to the occasion, 0 or negative; null when it does not go by days.</summary>
    public int? OffsetDays => Step.OffsetDays;

    [JsonIgnore]
    public NoticeRound Round => new(Subject, Step);

    /// <summary>The name a channel knows a repeat by: 32 hexadecimal characters, the same for every try.</summary>
    [JsonIgnore]
    public string RepeatKey => ContentHash.Key("notice", Id);

    public NoticeStatus Status { get; init; }

    /// <summary>How often the channel was asked to take it, 0 or more.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be touched before this instant: the next try, or the end of the lease of the worker that is at it.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When the channel accepted it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it has not arrived, or why the last try failed; null when nothing went wrong.</summary>
    public NoticeFailure? Failure { get; init; }

    /// <summary>The channel's number of the message, by which its report names it: WeChat's <c>msgid</c>, which goes past 2^53.</summary>
    public string? MessageId { get; init; }

    /// <summary>True when it is still to be sent.</summary>
    [JsonIgnore]
    public bool IsOpen => Status == NoticeStatus.Planned;

    /// <summary>
    /// True when a worker took it and nobody wrote down what became of it: it may have gone out. Where a try is known to have
    /// failed, its failure is there.
    /// </summary>
    [JsonIgnore]
    public bool MayHaveGoneOut => Attempts == 0 && (IsOpen ? Failure is null : Status == NoticeStatus.Dead && NoticeFailure.EndsWaiting(Failure!));

    /// <summary>True when it is to be sent now.</summary>
    public bool IsDue(DateTimeOffset now) => IsOpen && (NextAt is null || NextAt <= now);

    /// <summary>True when a worker is at it just now, or the next try is seconds away.</summary>
    public bool IsLeased(DateTimeOffset now) => IsOpen && NextAt > now && NextAt - now <= NoticeRetry.Lease;

    /// <summary>The same notice, taken by a worker that no other one should disturb until the instant.</summary>
    public Notice Lease(DateTimeOffset until) => this with { NextAt = until };

    /// <summary>The channel has accepted it.</summary>
    public Notice Accept(string? messageId, DateTimeOffset at) =>
        this with { Status = NoticeStatus.Sent, Attempts = Attempts + 1, SentAt = at, MessageId = messageId, NextAt = null, Failure = null };

    /// <summary>The channel said no for good.</summary>
    public Notice Refuse(NoticeFailure failure) =>
        this with { Status = NoticeStatus.Failed, Attempts = Attempts + 1, NextAt = null, Failure = failure };

    /// <summary>There is nothing to ask the channel: it fails before a try.</summary>
    public Notice Drop(NoticeFailure failure) => this with { Status = NoticeStatus.Failed, NextAt = null, Failure = failure };

    /// <summary>We give up; what the last try met is kept beside the reason.</summary>
    public Notice Bury(NoticeFailure failure) => this with { Status = NoticeStatus.Dead, NextAt = null, Failure = failure.After(Failure) };

    /// <summary>The channel's report: it arrived when <paramref name="failure"/> is null.</summary>
    public Notice Report(NoticeFailure? failure) =>
        this with { Status = failure is null ? NoticeStatus.Delivered : NoticeStatus.Failed, Failure = failure };
}
