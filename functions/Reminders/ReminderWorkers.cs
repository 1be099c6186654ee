using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>Serves the orders to remind, and tells news of occasions.</summary>
public sealed class ReminderWorkers(RemindPeopleHandler people, GiveUpRemindersHandler poison, TellNewsHandler news, StationClock clock)
{
    /// <summary>Sends one station's people their reminders.</summary>
    [Function("RemindPeople")]
    public Task Remind([QueueTrigger(RemindStationsQueue.QueueName)] string body, CancellationToken cancel) =>
        people.RemindAsync(new Call(Caller.Service, clock.Now), body, cancel);

    /// <summary>Gives an order that failed five times again while its day lasts, then marks its notices as dead; logs it.</summary>
    [Function("BuryReminders")]
    public Task Bury([QueueTrigger(RemindStationsQueue.Poison)] string body, CancellationToken cancel) =>
        poison.GiveUpAsync(new Call(Caller.Service, clock.Now), body, cancel);

    /// <summary>Tells those who were told of an occasion that it was moved, cancelled or restored.</summary>
    [Function("TellNews")]
    public Task Tell([QueueTrigger(TellNewsQueue.QueueName)] string body, CancellationToken cancel) =>
        news.TellAsync(new Call(Caller.Service, clock.Now), body, cancel);

    /// <summary>Reports a hint of news that failed for good; it loses nothing, since the next heartbeat gives another.</summary>
    [Function("BuryNews")]
    public void BuryNews([QueueTrigger(TellNewsQueue.Poison)] string body) => news.Report(body);
}
