using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>The heartbeats of the reminders. Both are in UTC: 00:00 there is 08:00 in Asia/Shanghai.</summary>
public sealed class ReminderTimers(
    ReminderRules rules, ReceptionCalendar calendar, OccasionTable occasions, StationTable stations, RemindStationsQueue queue,
    StationClock clock, ILogger<ReminderTimers> log)
{
    /// <summary>Every morning at 08:00: orders to remind the people of every station of what is due today.</summary>
    [Function("RemindStations")]
    public Task Remind([TimerTrigger("0 0 0 * * *")] TimerInfo timer, CancellationToken cancel) =>
        OrderAsync(clock.Today, timer.IsPastDue, cancel);

    /// <summary>Every five minutes from 08:00 to 20:55: seldom orders anything, and then what may be unfinished.</summary>
    [Function("ResumeReminders")]
    public async Task Resume([TimerTrigger("0 */5 0-12 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        foreach (var day in ReminderHeartbeat.DaysToResume(clock.Now, timer.IsPastDue)) await OrderAsync(day, true, cancel);
    }

    private async Task OrderAsync(DateOnly day, bool again, CancellationToken cancel)
    {
        var decided = await occasions.MovedOntoAsync(day, day.AddDays(-rules.Offsets.Min()), cancel);
        var due = ReminderPlan.Due(day, rules.Offsets, calendar, decided);
        if (due.Count == 0) return;
        foreach (var reception in due) Warn(reception.NominalDate);
        var all = await stations.AllAsync(cancel);
        var wait = QuietHours.Permitted(clock.Now) - clock.Now;
        await queue.SendAllAsync(ReminderPlan.Orders(due, all, again).Select(order => (order, wait + Turn(order, all.Count))), cancel);
    }

    private TimeSpan Turn(ReminderOrder order, int count) => ReminderSpread.Of(order.StationId, count, order.OffsetDays, rules.SpreadMinutes);

    private void Warn(DateOnly nominal)
    {
        if (calendar.OnNominalDate(nominal)?.Warning is { } warning) log.LogWarning("{Warning}", warning);
    }
}
