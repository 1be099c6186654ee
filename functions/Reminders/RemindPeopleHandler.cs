using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Reminders;

/// <summary>
/// Serves an order: looks whether the reception still stands and reminds those of the station's people whom no other station
/// reminds of that day. Serving an order twice sends nothing twice.
/// </summary>
public sealed class RemindPeopleHandler(
    NoticeTable notices, DecidedCache decided, StationsCache stations, ReceptionCalendar calendar, ReminderRules rules, RepresentativeTable people,
    RemindStationsQueue queue, SendRoundHandler sender, ILogger<RemindPeopleHandler> log)
{
    /// <param name="call">The service's own.</param>
    /// <param name="body">The order as it was sent.</param>
    /// <param name="cancel">Stops between sends; what was sent is recorded all the same.</param>
    /// <exception cref="FormatException">The body is no order.</exception>
    public async Task RemindAsync(Call call, string body, CancellationToken cancel)
    {
        var order = RemindStationsQueue.Read(body) ?? throw new FormatException("This is no order to remind.");
        var morning = QuietHours.Permitted(call.Now);
        if (morning > call.Now) await queue.SendAsync(order with { Again = true }, morning - call.Now, cancel);
        else if (rules.Offsets.Contains(order.OffsetDays)) await ServeAsync(call, order, cancel);
        else log.LogWarning("Nobody can have ordered {Round}: nobody set its offset", order.Round);
    }

    private async Task ServeAsync(Call call, ReminderOrder order, CancellationToken cancel)
    {
        var known = order.Again ? await notices.RoundAsync(order.Round, cancel) : null;
        if (known is { Count: > 0 } && !known.Exists(row => row.Value.IsOpen)) return;
        if (await DaysAsync(order, call.Now, cancel) is not { } days)
        {
            log.LogWarning("Nobody can have ordered {Round}: there is no such station", order.Round);
            return;
        }

        var occasion = days.Of(order.Occasion.StationId);
        if (ReminderPlan.Hindrance(order, occasion, rules.Offsets, call.Today) is not { } why) await TellAsync(order, occasion!, days, known, cancel);
        else await notices.RecordAsync(order.Round, ReminderRound.GiveUp(known ?? await notices.RoundAsync(order.Round, cancel), why), cancel);
    }

    private async Task TellAsync(ReminderOrder order, Occasion occasion, ReceptionDays days, List<Tagged<Notice>>? known, CancellationToken cancel)
    {
        var team = await people.OfStationAsync(order.Occasion.StationId, cancel);
        var mine = team.Where(person => days.TellerOf(person, order.Date) == order.Occasion.StationId).Select(person => person.Id);
        var round = new PeopleRound(order.Round, [.. mine], team.ToDictionary(person => person.Id), occasion.End);
        await sender.SendAsync(round, known, (_, now) => WordsAsync(order, now, cancel), (wait, othersAreAtIt) => AgainAsync(order, wait, othersAreAtIt), cancel);
    }

    /// <summary>Looks again before each send, which costs a storage call only when a round takes longer than what is decided is believed.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>?> WordsAsync(ReminderOrder order, DateTimeOffset now, CancellationToken cancel)
    {
        var today = StationClock.DateOf(now);
        var occasion = (await DaysAsync(order, now, cancel))?.Of(order.Occasion.StationId);
        return ReminderPlan.Hindrance(order, occasion, rules.Offsets, today) is null
            ? ReminderText.Of(order.StationName, occasion!.Start, today, occasion.Date != occasion.NominalDate)
            : null;
    }

    /// <summary>The receptions of the order's date; null when there is no such station.</summary>
    private async Task<ReceptionDays?> DaysAsync(ReminderOrder order, DateTimeOffset now, CancellationToken cancel) =>
        await stations.OpeningsAsync(order.Occasion.StationId, now, cancel) is { } openings
            ? new(calendar, order.Occasion.NominalDate, await decided.OfDateAsync(order.Occasion.NominalDate, now, cancel), openings)
            : null;

    private Task AgainAsync(ReminderOrder order, TimeSpan wait, bool othersAreAtIt)
    {
        if (!othersAreAtIt) return queue.SendAsync(order with { Again = true, Turn = 0 }, wait, CancellationToken.None);
        return order.Turn < ReminderOrder.MostTurns
            ? queue.SendAsync(order with { Again = true, Turn = order.Turn + 1 }, wait, CancellationToken.None)
            : Task.CompletedTask;
    }
}
