using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Occasions;

/// <summary>Shows the calendar of stations, and does what staff decide about it.</summary>
public sealed class OccasionHandler(
    OccasionTable occasions, StationTable stations, ReceptionCalendar calendar, TellNewsQueue queue, ILogger<OccasionHandler> log)
{
    /// <summary>The occasions of one station, or of all that are within the caller's scope, by date and station.</summary>
    public async Task<Outcome<Listing<Occasion>>> ListAsync(Call call, OccasionQuery query, PageRequest page, CancellationToken cancel)
    {
        var one = query.StationId is { } id ? (await stations.FindAsync(id, cancel))?.Station : null;
        if (query.StationId is not null && !(one is not null && call.Caller.Reaches(one.StationId, one.Street))) return StationRefusals.StationNotFound;
        return query.WantsReceptions ? OccasionList.Cut(await ReceptionsAsync(call, query, one, cancel), page) : new Listing<Occasion>([], null);
    }

    /// <summary>One occasion: as staff decided about it, else as the calendar has it.</summary>
    public async Task<Outcome<Tagged<Occasion>>> FindAsync(OccasionKey key, CancellationToken cancel)
    {
        if (await occasions.FindAsync(key, cancel) is { } decided) return new Tagged<Occasion>(decided, decided.Tag);
        if (key.Kind != OccasionKind.Reception || calendar.OnNominalDate(key.NominalDate) is not { } day) return OccasionRefusals.OccasionNotFound;
        if (await stations.FindAsync(key.StationId, cancel) is null) return StationRefusals.StationNotFound;
        var planned = Occasion.Of(day, key.StationId, calendar.Rules);
        return new Tagged<Occasion>(planned, planned.Tag);
    }

    /// <summary>
    /// Does what is wished; a tag that is not the occasion's is <see cref="Refusals.PreconditionFailed"/>. Who was told otherwise is
    /// told by a worker, see <see cref="OccasionNews"/>.
    /// </summary>
    public async Task<Outcome<Tagged<Occasion>>> DecideAsync(Call call, OccasionKey key, Wish<Occasion, OccasionStatus> wish, CancellationToken cancel)
    {
        if ((await FindAsync(key, cancel)).Refused(out var refusal, out var seen)) return refusal;
        var others = wish.Body is Move { Date: { } date } ? await OthersAsync(key, date, cancel) : [];
        if ((await occasions.ChangeAsync(seen.Value, Change, call.Repeat, cancel)).Refused(out refusal, out var decided)) return refusal;
        if (OccasionNews.Is(seen.Value, decided.Value)) await HintAsync(key, call.Now);
        return decided;

        Outcome<(Occasion, OccasionJournal)> Change(Occasion before)
        {
            if (!call.IfMatchAllows(before.Tag)) return Refusals.PreconditionFailed;
            if (wish.Apply(before, call).Refused(out var no, out var after)) return no;
            return wish.Body is Move && OccasionList.TakesDate(others, after) ? OccasionRefusals.DateTaken : (after, OccasionJournal.Of(wish, before, after, call));
        }
    }

    /// <summary>The station's other receptions that could take place on the date. One storage call for each; some three.</summary>
    private async Task<List<Occasion>> OthersAsync(OccasionKey key, DateOnly date, CancellationToken cancel)
    {
        // The date is not checked yet, and there is no calendar beyond these years.
        if (Math.Abs(date.DayNumber - key.NominalDate.DayNumber) > ReceptionCalendar.Reach) return [];
        var days = OccasionList.Days(calendar, date, date).Select(day => day.NominalDate).Where(nominal => nominal != key.NominalDate).ToArray();
        var always = new Dictionary<StationId, StationOpening> { [key.StationId] = new(StationStatus.Active, null, null) };
        return [.. OccasionList.Receptions(calendar, always, await occasions.OfStationAsync(key.StationId, days, cancel), date, date)];
    }

    /// <summary>The decision is made whatever becomes of the hint: one that is lost is given again by the heartbeat.</summary>
    private async Task HintAsync(OccasionKey key, DateTimeOffset now)
    {
        try
        {
            await queue.SendAsync(key, now + OccasionNews.Pause, now, CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.LogWarning("The news of {Occasion} waits for the heartbeat: {Fault}", key, FaultText.Of(fault));
        }
    }

    private async Task<IEnumerable<Occasion>> ReceptionsAsync(Call call, OccasionQuery query, Station? one, CancellationToken cancel)
    {
        var days = OccasionList.Days(calendar, query.From, query.To).Select(day => day.NominalDate).ToArray();
        if (days.Length == 0) return [];
        if (one is not null)
            return OccasionList.Receptions(
                calendar, new Dictionary<StationId, StationOpening> { [one.StationId] = one.Opening }, await occasions.OfStationAsync(one.StationId, days, cancel), query.From, query.To);
        var within = await stations.OpeningsAsync(call.Caller.StationFilter, cancel);
        return OccasionList.Receptions(calendar, within, await occasions.BetweenAsync(days[0], days[^1], cancel), query.From, query.To);
    }
}
