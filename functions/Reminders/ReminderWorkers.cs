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

    /// <summary>Marks the notices of an order that failed for good as dead, and logs it.</summary>
    [Function("BuryReminders")]
    public Task Bury([QueueTrigger(RemindStationsQueue.Poison)] string body, CancellationToken cancel) => poison.GiveUpAsync(body, cancel);
}
