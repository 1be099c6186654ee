using Microsoft.Extensions.Logging;
using Serverless.Notices;

namespace Serverless.Reminders;

/// <summary>What failed five times is given up, visibly: the notices are dead and somebody is called.</summary>
public sealed class GiveUpRemindersHandler(NoticeTable notices, ILogger<GiveUpRemindersHandler> log)
{
    // What operators look for in the log when the alert on poison queues has come.
    private static readonly EventId Poison = new(1, "Poison");

    /// <param name="body">The order as it was sent, or what stood in its place.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    public async Task GiveUpAsync(string body, CancellationToken cancel)
    {
        if (RemindStationsQueue.Read(body) is not { } order)
        {
            log.LogError(Poison, "A message of {Queue} is no order to remind", RemindStationsQueue.QueueName);
            return;
        }
        await notices.RecordAsync(order.Round, ReminderRound.GiveUp(await notices.RoundAsync(order.Round, cancel), NoticeFailure.Poison), cancel);
        log.LogError(Poison, "The order to remind {Round} failed for good", order.Round);
    }
}
