using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>Serves the orders to remind.</summary>
public sealed class ReminderWorkers(RemindPeopleHandler people, GiveUpRemindersHandler poison, StationClock clock)
{
    /// <summary>Sends one station's people their reminders.</summary>
    [Function("RemindPeople")]
    public Task Remind([QueueTrigger(RemindStationsQueue.QueueName)] string body, CancellationToken cancel) =>
        people.RemindAsync(new Call(Caller.Service, clock.Now), body, cancel);

    /// <summary>Gives an order that failed five times again while its day lasts, then marks its notices as dead; logs it.</summary>
    [Function("BuryReminders")]
    public Task Bury([QueueTrigger(RemindStationsQueue.Poison)] string body, CancellationToken cancel) =>
        poison.GiveUpAsync(new Call(Caller.Service, clock.Now), body, cancel);
}
