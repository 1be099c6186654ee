using Serverless.Platform;
using Serverless.Calendar;

namespace Serverless.Opinions;

/// <summary>How an opinion's life begins.</summary>
public static class OpinionIntake
{
    /// <summary>The longest opinion, in UTF-16 units.</summary>
    public const int MaxContent = 2000;

    /// <summary>Within how many working days somebody takes an opinion up (register opinion.triageWd).</summary>
    public const int TriageWorkingDays = 3;

    /// <summary>The day by which an opinion that comes on <paramref name="received"/> must have been taken up.</summary>
    public static DateOnly DueOn(DateOnly received, HolidayCalendar holidays) => holidays.AddWorkingDays(received, TriageWorkingDays);

    /// <summary>The opinion under its number, received now.</summary>
    public static Opinion Receive(OpinionDraft draft, OpinionNumber number, DateTimeOffset now, DateOnly dueOn) => new()
    {
        Number = number.ToString(),
        StationId = draft.StationId,
        Content = draft.Content,
        Channel = draft.Channel,
        Category = draft.Category,
        Place = draft.Place,
        SenderName = draft.SenderName,
        SenderPhone = draft.SenderPhone,
        RepresentativeId = draft.RepresentativeId,
        SenderKey = draft.SenderKey,
        SourceKey = draft.SourceKey,
        Status = OpinionStatus.Received,
        ReceivedAt = now,
        DueOn = dueOn,
        Moves = 0,
    };
}
