using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>The heartbeats of the reminders. Both are in UTC: 00:00 there is 08:00 in Asia/Shanghai.</summary>
public sealed class ReminderTimers(OrderRemindersHandler reminders, StationClock clock)
{
    /// <summary>Every morning at 08:00: orders to remind the people of every station of what is due today.</summary>
    [Function("RemindStations")]
    public Task Remind([TimerTrigger("0 0 0 * * *")] TimerInfo timer, CancellationToken cancel) =>
        reminders.OrderAsync(new Call(Caller.Service, clock.Now), timer.IsPastDue, cancel);

    /// <summary>Every five minutes by day: orders again what may be unfinished of the reminders.</summary>
    [Function("ResumeReminders")]
    public Task Resume([TimerTrigger("0 */5 0-12 * * *")] TimerInfo timer, CancellationToken cancel) =>
        reminders.ResumeAsync(new Call(Caller.Service, clock.Now), timer.IsPastDue, cancel);
}
