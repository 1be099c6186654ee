using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>Orders the reminders that are due: one message for each station. One storage call on a day without any.</summary>
public sealed class OrderRemindersHandler(
    ReminderRules rules, ReceptionCalendar calendar, OccasionTable occasions, StationTable stations, RemindStationsQueue queue, TellNewsQueue news,
    HeartbeatTable heartbeats, ILogger<OrderRemindersHandler> log)
{
    /// <summary>What is due today.</summary>
    /// <param name="call">The service's own.</param>
    /// <param name="late">True when it may have been ordered before.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    public Task OrderAsync(Call call, bool late, CancellationToken cancel) => OrderAsync(call, call.Today, late, cancel);

    /// <summary>
    /// Sees to it that news of occasions is told whose hint was lost, and seldom, see <see cref="ReminderHeartbeat"/>, orders again
    /// what may be unfinished of the reminders. Most often one storage call and one for each reception day near.
    /// </summary>
    /// <param name="call">The service's own.</param>
    /// <param name="late">True when heartbeats were missed.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    public async Task ResumeAsync(Call call, bool late, CancellationToken cancel)
    {
        if (!QuietHours.Permit(call.Now)) return;
        var days = ReminderHeartbeat.DaysToResume(call.Now, await heartbeats.LastAsync(cancel), late);
        foreach (var day in days) await OrderAsync(call, day, true, cancel);
        if (days.Count > 0) await heartbeats.KeepAsync(call.Now, cancel);
        foreach (var day in OccasionList.Days(calendar, call.Today, call.Today))
            foreach (var told in await occasions.NewsAsync(day.NominalDate, cancel))
                if (told.DueAt <= call.Now) await news.SendAsync(told.Occasion, call.Now, call.Now, cancel);
    }

    private async Task OrderAsync(Call call, DateOnly day, bool again, CancellationToken cancel)
    {
        var decided = await occasions.PlannedBetweenAsync(day, day.AddDays(-rules.Offsets.Min()), cancel);
        var due = ReminderPlan.Due(day, rules.Offsets, calendar, decided);
        if (due.Count == 0) return;
        foreach (var warning in due.Select(reception => calendar.OnNominalDate(reception.NominalDate)?.Warning).OfType<string>()) log.LogWarning("{Warning}", warning);
        var all = await stations.AllAsync(cancel);
        var wait = QuietHours.Permitted(call.Now) - call.Now;
        await queue.SendAllAsync(ReminderPlan.Orders(due, all, again).Select(order => (order, wait + Turn(order, all.Count))), cancel);
    }

    private TimeSpan Turn(ReminderOrder order, int count) => ReminderSpread.Of(order.Occasion.StationId, count, order.OffsetDays, rules.SpreadMinutes);
}
