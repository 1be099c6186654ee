using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Statistics;

/// <summary>Counts the quarter of a few stations anew from what is stored; doing it twice does no harm.</summary>
public sealed class RefreshStatisticsWorkers(
    StatisticsTable statistics, OpinionTable opinions, OccasionTable occasions, RepresentativeTable people, NoticeTable notices,
    ReceptionCalendar calendar, ReportFreeze freeze, StationClock clock, ILogger<RefreshStatisticsWorkers> log)
{
    /// <summary>How often an order is served again at once when another worker wrote one of its reports meanwhile.</summary>
    private const int Tries = 3;

    /// <summary>Counts some stations' quarter.</summary>
    [Function("CountStatistics")]
    public async Task Count([QueueTrigger(RefreshStatisticsQueue.QueueName)] string body, CancellationToken cancel)
    {
        var order = RefreshOrder.Read(body);
        for (var i = 0; i < Tries; i++)
            if (await TryServeAsync(order, cancel)) return;
        throw new InvalidOperationException($"Other workers kept writing the reports of {order.Quarter}.");
    }

    /// <summary>An order that failed for good loses nothing, since the next hour sends another; but somebody must look why.</summary>
    [Function("BuryStatistics")]
    public void Bury([QueueTrigger(RefreshStatisticsQueue.Poison)] QueueMessage message) =>
        log.LogError(new EventId(1, "Poison"), "Message {MessageId} of {Queue} failed for good", message.MessageId, RefreshStatisticsQueue.QueueName);

    /// <summary>
    /// Reads the reports before what they are counted from and writes only if nobody wrote them since, so a report never
    /// rests on older events than the one it replaces, however late an order comes. False when somebody did.
    /// </summary>
    private async Task<bool> TryServeAsync(RefreshOrder order, CancellationToken cancel)
    {
        var stored = await statistics.RangeAsync(order.Quarter, order.Stations[0].StationId, order.Stations[^1].StationId, cancel);
        var (changed, faults) = (new List<StatisticsRow>(), new List<Exception>());
        foreach (var place in order.Stations)
        {
            var old = stored.GetValueOrDefault(place.StationId);
            try
            {
                if (ReportRevision.Next(old?.Report, await CountAsync(order.Quarter, place, old?.Report, cancel)) is { } next) changed.Add(new(next, old?.Tag));
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                // The other stations' reports are saved; this one is made when the message comes again.
                faults.Add(fault);
            }
        }

        var saved = await statistics.SaveAsync(changed, cancel);
        return faults.Count == 0 ? saved : throw new AggregateException(faults);
    }

    /// <summary>Five storage calls, six in a quarter with two receptions; one less when the report is final.</summary>
    private async Task<StationReport> CountAsync(Quarter quarter, RefreshOrder.Place place, StationReport? old, CancellationToken cancel)
    {
        var (now, id) = (clock.Now, place.StationId);
        var frozen = freeze.IsFrozen(quarter, StationClock.DateOf(now));
        var journal = await opinions.JournalAsync(id, quarter.Start, quarter.End, cancel);
        return new StationReport
        {
            StationId = id,
            Name = place.Name,
            Kind = place.Kind,
            Quarter = quarter,
            Frozen = frozen,
            ComputedAt = now,
            Receptions = ReceptionCount.Of(await ReceptionsAsync(id, quarter, cancel)),
            Opinions = OpinionFlow.Fold(journal, quarter.Start, quarter.End, await opinions.CountOpenAtAsync(id, quarter.Start, cancel)),
            Representatives = RepresentativeActivity.Fold(await RosterAsync(id, frozen ? old : null, cancel), journal, quarter.Start, quarter.End),
            Notices = NoticeCount.Of(await notices.QuarterAsync(id, quarter, cancel)),
        };
    }

    private async Task<List<Occasion>> ReceptionsAsync(string stationId, Quarter quarter, CancellationToken cancel)
    {
        var days = calendar.InQuarter(quarter).ToList();
        var decided = await occasions.OfStationAsync(stationId, days.Select(day => day.NominalDate), cancel);
        var byDay = decided.Values.ToDictionary(occasion => occasion.NominalDate);
        return [.. days.Select(day => Occasion.Of(day, stationId, calendar.Rules, byDay.GetValueOrDefault(day.NominalDate)))];
    }

    /// <summary>A final report keeps the people it had: who joins the station later did not do nothing in a quarter long past.</summary>
    private async Task<IEnumerable<RepresentativeActivity>> RosterAsync(string stationId, StationReport? final, CancellationToken cancel) =>
        final?.Representatives ?? (await people.OfStationAsync(stationId, cancel)).Select(person => new RepresentativeActivity(person.Id, person.Name, 0));
}
