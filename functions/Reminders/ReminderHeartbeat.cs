using Serverless.Notices;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// Decides at which heartbeats the day's reminders are gone over again: this is what heals lost orders and crashed timers, for
/// orders that fail and tries that are due come again by themselves. Often in the first hour, when most can have gone wrong, then
/// ever more rarely: for a city each time is some 30,000 storage calls. A time that failed is made up at the next heartbeat.
/// </summary>
public static class ReminderHeartbeat
{
    /// <summary>Minutes after 08:00 at which the day is gone over again; the last is 20:50, before the quiet hours.</summary>
    public static readonly int[] Ladder = [5, 10, 20, 40, 120, 360, 770];

    /// <summary>
    /// The days whose reminders are to be gone over at a heartbeat, most often none. The first time of a day also looks at the day
    /// before: what a used-up quota or an outage left behind.
    /// </summary>
    /// <param name="now">The instant of the heartbeat.</param>
    /// <param name="last">When days were last gone over to the end; null when never.</param>
    /// <param name="late">True when heartbeats were missed: then both days are gone over at once.</param>
    public static IReadOnlyList<DateOnly> DaysToResume(DateTimeOffset now, DateTimeOffset? last, bool late)
    {
        if (!QuietHours.Permit(now)) return [];
        var today = StationClock.DateOf(now);
        var due = Ladder.Select(minutes => At(today, minutes)).Where(rung => rung <= now && !(last >= rung)).ToArray();
        if (late || due.Contains(At(today, Ladder[0]))) return [today.AddDays(-1), today];
        return due.Length > 0 ? [today] : [];
    }

    /// <summary>True when a day's last heartbeat has come: what is not sent by then has had every chance.</summary>
    public static bool IsOver(DateOnly day, DateTimeOffset now) => now >= At(day, Ladder[^1]);

    private static DateTimeOffset At(DateOnly day, int minutes) => StationClock.InstantOf(day, QuietHours.End).AddMinutes(minutes);
}
