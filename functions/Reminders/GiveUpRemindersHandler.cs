using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Notices;

namespace Serverless.Reminders;

/// <summary>
/// An order that failed five times is given again while its day lasts: what failed for seconds or hours is no reason to tell nobody.
/// When the day is over it is given up, visibly: what was not sent is dead. Either way somebody is called.
/// </summary>
public sealed class GiveUpRemindersHandler(NoticeTable notices, RemindStationsQueue queue, ILogger<GiveUpRemindersHandler> log)
{
    /// <summary>How long an order rests that failed five times in a minute.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    // What operators look for in the log when the alert on poison queues has come.
    private static readonly EventId Poison = new(1, "Poison");

    /// <param name="call">The service's own.</param>
    /// <param name="body">The order as it was sent, or what stood in its place.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    public async Task GiveUpAsync(Call call, string body, CancellationToken cancel)
    {
        if (RemindStationsQueue.Read(body) is not { } order)
        {
            log.LogError(Poison, "A message of {Queue} is no order to remind", RemindStationsQueue.QueueName);
        }
        else if (!ReminderHeartbeat.IsOver(order.Day, call.Now))
        {
            await queue.SendAsync(order with { Again = true, Turn = 0 }, Rest, cancel);
            log.LogError(Poison, "The order to remind {Round} failed five times and is given again", order.Round);
        }
        else
        {
            await notices.RecordAsync(order.Round, ReminderRound.GiveUp(await notices.RoundAsync(order.Round, cancel), NoticeFailure.Poison), cancel);
            log.LogError(Poison, "The order to remind {Round} failed for good", order.Round);
        }
    }
}
