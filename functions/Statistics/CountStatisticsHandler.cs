using Serverless.Access;
using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Statistics;

/// <summary>Counts the quarter of a few stations anew from what is stored; doing it twice does no harm.</summary>
public sealed class CountStatisticsHandler(
    StatisticsTable statistics, OpinionTable opinions, OccasionTable occasions, RepresentativeTable people, NoticeTable notices,
    ReceptionCalendar calendar, ReportFreeze freeze)
{
    /// <summary>How often an order is served again at once when another worker wrote one of its reports meanwhile.</summary>
    private const int Tries = 3;

    public async Task CountAsync(Call call, RefreshOrder order, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
            if (await TryAsync(call, order, cancel)) return;
        throw new InvalidOperationException($"Other workers kept writing the reports of {order.Quarter}.");
    }

    /// <summary>
    /// Reads the reports before what they are counted from and writes only if nobody wrote them since, so a report never
    /// rests on older events than the one it replaces, however late an order comes. False when somebody did.
    /// </summary>
    private async Task<bool> TryAsync(Call call, RefreshOrder order, CancellationToken cancel)
    {
        var stored = await statistics.RangeAsync(order.Quarter, order.Stations[0].StationId, order.Stations[^1].StationId, cancel);
        var days = calendar.InQuarter(order.Quarter).ToList();
        var decided = await occasions.OfStationsAsync([.. order.Stations.Select(place => place.StationId)], days.Select(day => day.NominalDate), cancel);
        var (changed, faults) = (new List<Tagged<StationReport>>(), new List<Exception>());
        foreach (var place in order.Stations)
        {
            var old = stored.GetValueOrDefault(place.StationId) is { } found ? found with { Value = found.Value with { Frozen = found.Value.IsFinal(freeze) } } : null;
            var receptions = QuarterFacts.ReceptionsOf(place.StationId, place.Opening, days, calendar.Rules, decided);
            try
            {
                if (ReportRevision.Next(old?.Value, await CountAsync(call, order.Quarter, place, old?.Value, receptions, cancel)) is { } next)
                    changed.Add(new(next, old?.Tag ?? default, old is null));
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

    /// <summary>Five storage calls; one less when the report is final: it keeps the people it had, for who joins the station later did not do nothing in a quarter long past.</summary>
    private async Task<StationReport> CountAsync(
        Call call, Quarter quarter, RefreshOrder.Place place, StationReport? old, IReadOnlyList<Occasion> receptions, CancellationToken cancel)
    {
        var (id, frozen) = (place.StationId, freeze.IsFrozen(quarter, call.Today));
        var facts = new QuarterFacts(quarter, call.Today)
        {
            Receptions = receptions,
            OpenAtStart = await opinions.CountOpenAtAsync(id, quarter.Start, cancel),
            Received = await opinions.ReceivedAsync(id, quarter, cancel),
            Journal = await opinions.JournalAsync(id, quarter.Start.AddHours(-1), quarter.End, cancel),
            Notices = await notices.OutcomesAsync(id, quarter.First, quarter.Next.First, cancel),
            People = frozen && old is not null ? old.People : await people.NamesAsync(id, cancel),
        };
        return new StationReport(id, place.Name, place.Street, place.Kind, quarter)
        {
            Frozen = frozen, ComputedAt = call.Now, People = facts.People, Counts = Figures.Count(facts),
        };
    }
}
