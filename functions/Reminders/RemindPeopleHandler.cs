using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Reminders;

/// <summary>
/// Serves an order: looks whether the reception still stands, claims the notices of the station's people, sends them and
/// records what became of them. Serving an order twice sends nothing twice.
/// </summary>
/// <param name="clock">Each try has its own instant: with a channel that answers slowly a round takes minutes.</param>
public sealed class RemindPeopleHandler(
    NoticeTable notices, DecidedCache decided, ReceptionCalendar calendar, RepresentativeTable people, RemindStationsQueue queue,
    INoticeChannel channel, StationClock clock, ILogger<RemindPeopleHandler> log)
{
    // WeChat answers "busy" to bursts of some 400; 24 orders run at once on an instance.
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 8 };

    /// <param name="call">The service's own.</param>
    /// <param name="body">The order as it was sent.</param>
    /// <param name="cancel">Stops between sends; what was sent is recorded all the same.</param>
    /// <exception cref="FormatException">The body is no order.</exception>
    public async Task RemindAsync(Call call, string body, CancellationToken cancel)
    {
        var order = RemindStationsQueue.Read(body) ?? throw new FormatException("This is no order to remind.");
        var morning = QuietHours.Permitted(call.Now);
        if (morning > call.Now) await queue.SendAsync(order with { Again = true }, morning - call.Now, cancel);
        else await ServeAsync(call, order, cancel);
    }

    private async Task ServeAsync(Call call, ReminderOrder order, CancellationToken cancel)
    {
        var known = order.Again ? await notices.RoundAsync(order.Round, cancel) : null;
        if (known is { Count: > 0 } && !known.Exists(row => row.Value.IsOpen)) return;
        var occasion = await decided.FindAsync(order.Occasion, call.Now, cancel)
            ?? (calendar.OnNominalDate(order.Occasion.NominalDate) is { } day ? Occasion.Of(day, order.Occasion.StationId, calendar.Rules) : null);
        if (ReminderPlan.Hindrance(order, occasion) is null) await TellAsync(call, order, occasion!, known, cancel);
        else if (ReminderPlan.Fate(order, occasion, call.Today) is { } why)
            await notices.RecordAsync(order.Round, ReminderRound.GiveUp(known ?? await notices.RoundAsync(order.Round, cancel), why), cancel);
    }

    private async Task TellAsync(Call call, ReminderOrder order, Occasion occasion, List<Tagged<Notice>>? known, CancellationToken cancel)
    {
        var team = (await people.OfStationAsync(order.Occasion.StationId, cancel)).ToDictionary(person => person.Id);
        var wanted = ReminderRound.Wanted(order.Round, team.Values, channel.Knows(ReminderOrder.Template), occasion.End, call.Now);
        var claim = await notices.ClaimAsync(order.Round, wanted, known, call.Now, cancel);
        var outcomes = await SendAllAsync(order, occasion, claim.Owned, team, cancel);
        // What was sent is recorded even when the host is about to stop.
        await OrderNextTryAsync(order, claim, outcomes);
        await notices.NoteNumbersAsync(outcomes.Select(row => row.Value), call.Today, CancellationToken.None);
        await notices.RecordAsync(order.Round, outcomes, CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        foreach (var code in outcomes.Select(row => row.Value.Failure?.Code).OfType<string>().Distinct())
            log.LogWarning("Not every notice of {Round} was sent: {Code}", order.Round, code);
    }

    private async Task<IReadOnlyList<Tagged<Notice>>> SendAllAsync(
        ReminderOrder order, Occasion occasion, IReadOnlyList<Tagged<Notice>> owned, Dictionary<PersonId, Representative> team, CancellationToken cancel)
    {
        var outcomes = new Notice?[owned.Count];
        await Parallel.ForAsync(0, owned.Count, Together, async (i, _) =>
        {
            if (!owned[i].Value.IsOpen || cancel.IsCancellationRequested) return;
            outcomes[i] = await SendAsync(order, occasion, owned[i].Value, team.GetValueOrDefault(owned[i].Value.RecipientId), cancel);
        });
        return [.. owned.Zip(outcomes).Where(pair => pair.Second is not null).Select(pair => pair.First with { Value = pair.Second! })];
    }

    private async Task<Notice?> SendAsync(ReminderOrder order, Occasion occasion, Notice notice, Representative? person, CancellationToken cancel)
    {
        var now = clock.Now;
        notice = ReminderRound.Settle(notice, person, channel.Knows(ReminderOrder.Template), occasion.End, now);
        if (!notice.IsOpen) return notice;
        try
        {
            var text = ReminderText.Of(order.StationName, occasion.Start, StationClock.DateOf(now), occasion.Date != occasion.NominalDate);
            var answer = await channel.SendAsync(new NoticeMessage(person!.OpenId!, ReminderOrder.Template, notice.RepeatKey, text), cancel);
            return answer.Apply(notice, clock.Now, occasion.End);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nobody knows whether it went out: the next delivery sends it again under the same name.
            return null;
        }
    }

    /// <summary>
    /// Sends the order again for the next try; before the record, so that a crash between the two cannot lose it. When
    /// another worker is at some of the notices, looks again after its lease, in case it crashes.
    /// </summary>
    private Task OrderNextTryAsync(ReminderOrder order, NoticeClaim claim, IReadOnlyList<Tagged<Notice>> outcomes)
    {
        var now = clock.Now;
        if (ReminderRound.NextTry(outcomes) is { } next) return queue.SendAsync(order with { Again = true, Turn = 0 }, next - now, CancellationToken.None);
        if (ReminderRound.LeaseEnd(claim, now) is { } end && order.Turn < ReminderOrder.MostTurns)
            return queue.SendAsync(order with { Again = true, Turn = order.Turn + 1 }, end - now, CancellationToken.None);
        return Task.CompletedTask;
    }
}
