using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>Decides from a kept status what a timer does at start, and what is kept after a run. As the real host does.</summary>
internal static class ScheduleMonitor
{
    /// <summary>
    /// A first start waits for the next occurrence; a changed schedule starts anew; otherwise one run is due at once
    /// when the kept next occurrence has passed, however many were missed.
    /// </summary>
    public static (ScheduleStatus Status, bool IsPastDue) AtStart(CronSchedule schedule, ScheduleStatus? kept, DateTimeOffset now)
    {
        if (kept is null || Expected(schedule, kept) != kept.Next) return (Fresh(schedule, now), false);
        return (kept, now.UtcDateTime > kept.Next);
    }

    /// <summary>What is kept after a run that began at an instant.</summary>
    public static ScheduleStatus AfterRun(CronSchedule schedule, ScheduleStatus before, DateTimeOffset began)
    {
        // A timer that woke a moment early must not run twice for one occurrence.
        var last = before.Next > began.UtcDateTime && before.Next - began.UtcDateTime < TimeSpan.FromSeconds(1) ? before.Next : began.UtcDateTime;
        return new ScheduleStatus { Last = last, Next = schedule.Next(Utc(last)).UtcDateTime, LastUpdated = last };
    }

    private static ScheduleStatus Fresh(CronSchedule schedule, DateTimeOffset now) =>
        new() { Last = default, Next = schedule.Next(now).UtcDateTime, LastUpdated = now.UtcDateTime };

    private static DateTime Expected(CronSchedule schedule, ScheduleStatus kept) =>
        schedule.Next(Utc(kept.Last == default ? kept.LastUpdated : kept.Last)).UtcDateTime;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
