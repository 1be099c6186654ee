using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.WeChat;

namespace Serverless.Reminders;

/// <summary>
/// Serves the orders: looks whether the reception still stands, claims the notices of the station's people, sends them
/// and records what became of them. Serving an order twice sends nothing twice.
/// </summary>
public sealed class ReminderWorkers(
    NoticeTable notices, OccasionTable occasions, ReceptionCalendar calendar, RepresentativeTable people, RemindStationsQueue queue,
    WeChatTemplateClient channel, WeChatOptions wechat, StationClock clock, ILogger<ReminderWorkers> log)
{
    private const string Template = "Reception";

    // The alert on poison queues looks for this name.
    private static readonly EventId Poison = new(1, "Poison");

    // WeChat answers "busy" to bursts of some 400; 24 orders run at once on an instance.
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>Serves one station's people.</summary>
    [Function("RemindPeople")]
    public async Task Remind([QueueTrigger(RemindStationsQueue.QueueName)] string body, CancellationToken cancel)
    {
        var order = RemindStationsQueue.Read(body) ?? throw new FormatException("This is no order to remind.");
        var morning = QuietHours.Permitted(clock.Now);
        if (morning > clock.Now) await queue.SendAsync(order with { Again = true }, morning - clock.Now, cancel);
        else await ServeAsync(order, cancel);
    }

    /// <summary>What failed five times is given up, visibly: the notices are dead and somebody is called.</summary>
    [Function("RemindPeoplePoison")]
    public async Task Bury([QueueTrigger(RemindStationsQueue.Poison)] string body, CancellationToken cancel)
    {
        if (RemindStationsQueue.Read(body) is not { } order)
        {
            log.LogError(Poison, "A message of {Queue} is no order to remind", RemindStationsQueue.QueueName);
            return;
        }
        await BuryAsync(order.Round, await notices.RoundAsync(order.Round, cancel), NoticeFailure.Poison, cancel);
        log.LogError(Poison, "The order to remind {Round} failed for good", order.Round);
    }

    private async Task ServeAsync(ReminderOrder order, CancellationToken cancel)
    {
        var known = order.Again ? await notices.RoundAsync(order.Round, cancel) : null;
        if (known is { Count: > 0 } && !known.Exists(row => row.Notice.IsOpen)) return;
        var occasion = await OccasionAsync(order, cancel);
        if (ReminderPlan.Hindrance(order, occasion) is null) await TellAsync(order, occasion!, known, cancel);
        else if (ReminderPlan.Fate(order, occasion, clock.Today) is { } why)
            await BuryAsync(order.Round, known ?? await notices.RoundAsync(order.Round, cancel), why, cancel);
    }

    private async Task<Occasion?> OccasionAsync(ReminderOrder order, CancellationToken cancel)
    {
        var decided = await occasions.FindAsync(new OccasionKey(OccasionKind.Reception, order.NominalDate, Identifier.Read<StationId>(order.StationId)), cancel);
        if (decided is var (occasion, _)) return occasion;
        return calendar.OnNominalDate(order.NominalDate) is { } day ? Occasion.Of(day, order.StationId, calendar.Rules) : null;
    }

    private async Task TellAsync(ReminderOrder order, Occasion occasion, List<NoticeRow>? known, CancellationToken cancel)
    {
        var now = clock.Now;
        var team = (await people.OfStationAsync(order.StationId, cancel)).ToDictionary(person => person.Id);
        var wanted = ReminderPlan.Wanted(order.Round, team.Values, TemplateId is not null, occasion.End, now);
        var claim = await notices.ClaimAsync(order.Round, wanted, known, now, cancel);
        var outcomes = await SendAllAsync(order, occasion, claim.Owned, team, cancel);
        // What was sent is recorded even when the host is about to stop.
        await HintAsync(order, claim, outcomes);
        await notices.RecordAsync(order.Round, outcomes, CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        Log(order, outcomes);
    }

    private async Task<IReadOnlyList<NoticeRow>> SendAllAsync(
        ReminderOrder order, Occasion occasion, IReadOnlyList<NoticeRow> owned, Dictionary<string, Representative> team, CancellationToken cancel)
    {
        var outcomes = new NoticeRow?[owned.Count];
        await Parallel.ForAsync(0, owned.Count, Together, async (i, _) =>
        {
            if (!owned[i].Notice.IsOpen || cancel.IsCancellationRequested) return;
            outcomes[i] = await SendAsync(order, occasion, owned[i], team.GetValueOrDefault(owned[i].Notice.RecipientId), cancel);
        });
        return [.. outcomes.OfType<NoticeRow>()];
    }

    private async Task<NoticeRow?> SendAsync(ReminderOrder order, Occasion occasion, NoticeRow row, Representative? person, CancellationToken cancel)
    {
        var notice = ReminderPlan.Settle(row.Notice, person, TemplateId is not null, occasion.End, clock.Now);
        if (!notice.IsOpen) return row.Become(notice);
        try
        {
            var text = ReminderText.Of(order.StationName, occasion.Start, clock.Today, occasion.Date != occasion.NominalDate);
            var message = new WeChatTemplateMessage(person!.OpenId!, TemplateId!, notice.Key.DuplicateKey, text);
            return row.Become(ChannelAnswer.Apply(notice, await channel.SendAsync(message, cancel), clock.Now, occasion.End));
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
    private Task HintAsync(ReminderOrder order, NoticeClaim claim, IReadOnlyList<NoticeRow> outcomes)
    {
        if (ReminderPlan.NextTry(outcomes) is { } next) return queue.SendAsync(order with { Again = true, Turn = 0 }, next - clock.Now, CancellationToken.None);
        if (ReminderPlan.LeaseEnd(claim, clock.Now) is { } end && order.Turn < ReminderOrder.MostTurns)
            return queue.SendAsync(order with { Again = true, Turn = order.Turn + 1 }, end - clock.Now, CancellationToken.None);
        return Task.CompletedTask;
    }

    private Task BuryAsync(NoticeRound round, List<NoticeRow> rows, NoticeFailure why, CancellationToken cancel)
    {
        var open = rows.Where(row => row.Notice.IsOpen);
        return notices.RecordAsync(round, [.. open.Select(row => row.Become(row.Notice.Bury(why.After(row.Notice.Failure))))], cancel);
    }

    private string? TemplateId => wechat.Templates.GetValueOrDefault(Template) is { Length: > 0 } id ? id : null;

    private void Log(ReminderOrder order, IReadOnlyList<NoticeRow> outcomes)
    {
        foreach (var code in outcomes.Select(row => row.Notice.Failure?.Code).OfType<string>().Distinct())
            log.LogWarning("Not every notice of {Round} was sent: {Code}", order.Round, code);
    }
}
