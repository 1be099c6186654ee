using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>How an opinion's life begins.</summary>
public static class OpinionIntake
{
    /// <summary>The longest opinion, in characters.</summary>
    public const int MaxContent = 2000;

    /// <summary>Within how many working days somebody takes an opinion up.</summary>
    public const int TriageWorkingDays = 3;

    // WeChat sends a push again within a minute; an hour late, or by a clock that is wrong by minutes, it is still the same.
    private static readonly TimeSpan Late = TimeSpan.FromHours(12);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);

    /// <summary>
    /// When it counts as received: when it was sent, so that every delivery has the same day and with it the same number; but
    /// an instant that is far from now is nobody's clock, and then it is now.
    /// </summary>
    public static DateTimeOffset ReceivedAt(DateTimeOffset? sentAt, DateTimeOffset now) =>
        sentAt is { } sent && sent >= now - Late && sent <= now + Early ? sent.ToOffset(StationClock.Offset) : now;

    /// <summary>The opinion as received, under its first number or, when that is taken by another, a further one.</summary>
    public static Opinion Receive(OpinionDraft draft, Call call, HolidayCalendar holidays, int attempt = 0)
    {
        var receivedAt = ReceivedAt(draft.SentAt, call.Now);
        var day = StationClock.DateOf(receivedAt);
        var dueOn = holidays.AddWorkingDays(day, TriageWorkingDays);
        return new Opinion
        {
            Number = OpinionNumber.Of(draft.StationId, day, draft.SourceKey, attempt),
            Content = draft.Content,
            Channel = draft.Channel,
            Category = draft.Category,
            CountedCategory = draft.Category,
            Place = draft.Place,
            SenderName = draft.SenderName,
            SenderPhone = draft.SenderPhone,
            Masked = draft.Masked,
            Sealed = draft.Sealed,
            RepresentativeId = draft.RepresentativeId,
            SenderKey = draft.SenderKey,
            SourceKey = draft.SourceKey,
            HandedInBy = call.Caller.Name,
            Status = OpinionStatus.Received,
            ReceivedAt = receivedAt,
            ChangedAt = receivedAt,
            DueOn = dueOn,
            Warning = holidays.Knows(dueOn.Year) ? null : $"{dueOn.Year}年的节假日安排尚未录入，办理期限可能会推后。",
        };
    }
}
