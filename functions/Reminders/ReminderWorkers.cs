using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>Serves the orders to remind.</summary>
public sealed class ReminderWorkers(RemindPeopleHandler people, GiveUpRemindersHandler poison, StationClock clock)
{
    /// <summary>Serves one station's people.</summary>
    [Function("RemindPeople")]
    public Task Remind([QueueTrigger(RemindStationsQueue.QueueName)] string body, CancellationToken cancel) =>
        people.RemindAsync(new Call(Caller.Service, clock.Now), body, cancel);

    /// <summary>Gives up visibly what failed for good.</summary>
    [Function("RemindPeoplePoison")]
    public Task Bury([QueueTrigger(RemindStationsQueue.Poison)] string body, CancellationToken cancel) => poison.GiveUpAsync(body, cancel);
}
