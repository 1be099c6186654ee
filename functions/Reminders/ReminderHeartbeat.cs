using Serverless.Notices;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// Decides at which heartbeats the day's reminders are gone over again: this is what heals lost messages, crashes and
/// tries that are due. Often in the first hour, when most can have gone wrong, then ever more rarely.
/// </summary>
public static class ReminderHeartbeat
{
    /// <summary>The minutes between two heartbeats.</summary>
    public const int Minutes = 5;

    /// <summary>Minutes after 08:00 at which the day is gone over again; the last is 20:50, before the quiet hours.</summary>
    public static readonly int[] Ladder = [5, 10, 20, 40, 80, 160, 320, 640, 770];

    /// <summary>
    /// The days whose reminders are to be gone over at a heartbeat, most often none. The first one of a day also looks
    /// at the day before: what a used-up quota or an outage left behind.
    /// </summary>
    /// <param name="now">The instant of the heartbeat.</param>
    /// <param name="late">True when heartbeats were missed: then both days are gone over at once.</param>
    public static IReadOnlyList<DateOnly> DaysToResume(DateTimeOffset now, bool late)
    {
        if (!QuietHours.Permit(now)) return [];
        var today = StationClock.DateOf(now);
        var minutes = (now - StationClock.InstantOf(today, QuietHours.End)).TotalMinutes;
        var beat = (int)minutes / Minutes * Minutes;
        if (late || beat == Ladder[0]) return [today.AddDays(-1), today];
        return Ladder.Contains(beat) ? [today] : [];
    }
}
