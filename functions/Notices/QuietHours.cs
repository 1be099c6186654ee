using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>Nobody is written to between 21:00 and 08:00 (Asia/Shanghai).</summary>
public static class QuietHours
{
    /// <summary>When the day begins.</summary>
    public static readonly TimeOnly End = new(8, 0);

    /// <summary>When the night begins.</summary>
    public static readonly TimeOnly Start = new(21, 0);

    /// <summary>True when people may be written to at the instant.</summary>
    public static bool Permit(DateTimeOffset instant) => Local(instant) >= End && Local(instant) < Start;

    /// <summary>The instant itself when people may be written to then, else the next 08:00.</summary>
    public static DateTimeOffset Permitted(DateTimeOffset instant)
    {
        if (Permit(instant)) return instant;
        var date = StationClock.DateOf(instant);
        return StationClock.InstantOf(Local(instant) < End ? date : date.AddDays(1), End);
    }

    /// <summary>08:00 of the day after the instant's.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset instant) => StationClock.InstantOf(StationClock.DateOf(instant).AddDays(1), End);

    private static TimeOnly Local(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToOffset(StationClock.Offset).DateTime);
}
