using Serverless.Access;
using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Occasions;

/// <summary>Shows the calendar of stations, and does what staff decide about it.</summary>
public sealed class OccasionHandler(OccasionTable occasions, StationTable stations, ReceptionCalendar calendar, ScopeHandler scope)
{
    /// <summary>The occasions of one station, or of all that are within the caller's scope, by date and station.</summary>
    public async Task<Outcome<Listing<Occasion>>> ListAsync(Call call, OccasionQuery query, PageRequest page, CancellationToken cancel)
    {
        if (query.StationId is { } id && (await stations.FindAsync(id, cancel) is null || !await scope.ReachesAsync(call.Caller, id, cancel)))
            return StationRefusals.StationNotFound;
        return query.WantsReceptions ? OccasionList.Cut(await ReceptionsAsync(call, query, cancel), page) : new Listing<Occasion>([], null);
    }

    /// <summary>One occasion: as staff decided about it, else as the calendar has it.</summary>
    public async Task<Outcome<Tagged<Occasion>>> FindAsync(OccasionKey key, CancellationToken cancel)
    {
        if (await occasions.FindAsync(key, cancel) is { } decided) return new Tagged<Occasion>(decided, decided.Tag);
        return (await InCalendarAsync(key, cancel)).Refused(out var refusal, out var planned) ? refusal : new Tagged<Occasion>(planned, planned.Tag);
    }

    /// <summary>Does what is wished; a tag that is not the occasion's is <see cref="Refusals.PreconditionFailed"/>.</summary>
    public async Task<Outcome<Tagged<Occasion>>> DecideAsync(Call call, OccasionKey key, Wish<Occasion, OccasionStatus> wish, CancellationToken cancel)
    {
        if ((await InCalendarAsync(key, cancel)).Refused(out var refusal, out var planned)) return refusal;
        return await occasions.ChangeAsync(planned, Change, call.Repeat, cancel);

        Outcome<(Occasion, OccasionJournal)> Change(Occasion before)
        {
            if (!RequestHttp.Allows(call.IfMatch, before.Tag)) return Refusals.PreconditionFailed;
            return wish.Apply(before, call).Refused(out var no, out var after) ? no : (after, OccasionJournal.Of(wish, before, after, call));
        }
    }

    private async Task<Outcome<Occasion>> InCalendarAsync(OccasionKey key, CancellationToken cancel)
    {
        if (key.Kind != OccasionKind.Reception || calendar.OnNominalDate(key.NominalDate) is not { } day) return OccasionRefusals.OccasionNotFound;
        return await stations.FindAsync(key.StationId, cancel) is null ? StationRefusals.StationNotFound : Occasion.Of(day, key.StationId, calendar.Rules);
    }

    private async Task<IEnumerable<Occasion>> ReceptionsAsync(Call call, OccasionQuery query, CancellationToken cancel)
    {
        var days = OccasionList.Days(calendar, query.From, query.To).Select(day => day.NominalDate).ToArray();
        if (days.Length == 0) return [];
        if (query.StationId is { } id)
            return OccasionList.Receptions(calendar, [id], await occasions.OfStationAsync(id, days, cancel), query.From, query.To);
        var filter = call.Caller.StationFilter;
        var within = (await stations.AllAsync(cancel)).Select(station => (Id: Identifier.Read<StationId>(station.StationId), station.Street))
            .Where(station => filter.Takes(station.Id, station.Street)).Select(station => station.Id);
        return OccasionList.Receptions(calendar, [.. within], await occasions.BetweenAsync(days[0], days[^1], cancel), query.From, query.To);
    }
}
