using System.Text.Json.Serialization;

namespace Serverless.Notices;

/// <summary>
/// One notice (通知) to one person about one occasion, and how far it has come: the proof of who was told what.
/// </summary>
/// <param name="Key">What makes it this notice.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="PlannedAt">When it was claimed, +08:00.</param>
public sealed record Notice([property: JsonIgnore] NoticeKey Key, NoticeStatus Status, DateTimeOffset PlannedAt)
{
    public string Id => Key.Id;

    public string StationId => Key.Round.StationId;

    public string RecipientId => Key.RecipientId;

    public string Occasion => Key.Round.Occasion;

    public int OffsetDays => Key.Round.OffsetDays;

    public NoticeChannel Channel => NoticeChannel.Wechat;

    /// <summary>How often the channel was asked to take it, 0 or more.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be touched before this instant: the next try, or the end of the lease of the worker that is at it.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When the channel accepted it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it has not arrived, or why the last try failed; null when nothing went wrong.</summary>
    public NoticeFailure? Failure { get; init; }

    /// <summary>The channel's number of the message, by which its report names it: WeChat's <c>msgid</c>. Past 2^53, so a string in JSON.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long? MessageId { get; init; }

    /// <summary>True when it is still to be sent.</summary>
    [JsonIgnore]
    public bool IsOpen => Status == NoticeStatus.Planned;

    /// <summary>True when it is to be sent now.</summary>
    public bool IsDue(DateTimeOffset now) => IsOpen && (NextAt is null || NextAt <= now);

    /// <summary>True when a worker is at it just now, or the next try is seconds away.</summary>
    public bool IsLeased(DateTimeOffset now) => IsOpen && NextAt > now && NextAt - now <= NoticeRetry.Lease;

    /// <summary>The same notice, taken by a worker that no other one should disturb until the instant.</summary>
    public Notice Lease(DateTimeOffset until) => this with { NextAt = until };

    /// <summary>The channel has accepted it.</summary>
    public Notice Accept(long? messageId, DateTimeOffset at) =>
        this with { Status = NoticeStatus.Sent, Attempts = Attempts + 1, SentAt = at, MessageId = messageId, NextAt = null, Failure = null };

    /// <summary>The channel said no for good.</summary>
    public Notice Refuse(NoticeFailure failure) =>
        this with { Status = NoticeStatus.Failed, Attempts = Attempts + 1, NextAt = null, Failure = failure };

    /// <summary>There is nothing to ask the channel: it fails before a try.</summary>
    public Notice Drop(NoticeFailure failure) => this with { Status = NoticeStatus.Failed, NextAt = null, Failure = failure };

    /// <summary>We give up.</summary>
    public Notice Bury(NoticeFailure failure) => this with { Status = NoticeStatus.Dead, NextAt = null, Failure = failure };

    /// <summary>The channel's report: it arrived when <paramref name="failure"/> is null.</summary>
    public Notice Report(NoticeFailure? failure) =>
        this with { Status = failure is null ? NoticeStatus.Delivered : NoticeStatus.Failed, Failure = failure };
}
